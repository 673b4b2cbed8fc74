/** Names of a pipeline's parts; fixed, so that the models' stacks can name the table before it exists. */
export interface PipelineNames {
  /** DynamoDB table with one item a video and job. */
  readonly table: string;
  /** SQS queue of what a pipe could not hand on. */
  readonly undelivered: string;
  readonly topic: string;
  /** A step's pipe, and its role. */
  readonly pipe: (model: string) => string;
}

/** @param pipeline letters and digits, at most 28 characters, and no StackName */
export function pipelineNamesOf(pipeline: string): PipelineNames {
  return {
    table: `${pipeline}-videos`,
    undelivered: `${pipeline}-undelivered`,
    topic: `${pipeline}-alarms`,
    pipe: (model) => `${pipeline}-to-${model}`,
  };
}
