/** One line that a container or a function has written. */
export interface LogLine {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number;
  /** Log stream: for a worker it ends in its task's id. */
  readonly stream: string;
  readonly text: string;
}

/** Id of the task whose worker wrote to the stream. */
export const taskOf = (stream: string): string => stream.split("/").at(-1) ?? stream;

/** What a stack's workers and its reconciler write to. */
export const streamOf = (stackName: string, taskId: string): string => `${streamPrefix}/${stackName}/${taskId}`;

/** As the worker's container definition says. */
const streamPrefix = "task";

export const timeOf = (at: number): string => new Date(at).toISOString().slice(11, 19);
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
