import { DescribeTaskDefinitionCommand, DescribeTasksCommand, ECSClient, ListTasksCommand } from "@aws-sdk/client-ecs";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../../emulator/place";
import { pythonOf } from "../../emulator/python";
import { tell } from "../terminal";

/** A task that the reconciler has placed, and what its definition gives the container. */
export interface Task {
  readonly arn: string;
  readonly container: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The first task of a cluster; undefined while there is none. */
export async function firstTask(cluster: string, region: string): Promise<Task | undefined> {
  const ecs = new ECSClient({ region });
  const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster }));
  if (taskArns.length === 0) return undefined;
  const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns.slice(0, 1) }));
  const [task] = tasks;
  const described = new DescribeTaskDefinitionCommand({ taskDefinition: task?.taskDefinitionArn });
  const [container] = (await ecs.send(described)).taskDefinition?.containerDefinitions ?? [];
  if (task?.taskArn === undefined || container?.name === undefined) return undefined;
  const variables = (container.environment ?? []).map(({ name = "", value = "" }) => [name, value] as const);
  return { arn: task.taskArn, container: container.name, environment: Object.fromEntries(variables) };
}

/** In the place of a model: takes two seconds for a video, and finds nothing. */
const MODEL = `
import pathlib, sys, time
time.sleep(2)
pathlib.Path(sys.argv[-1], "tracks.json").write_text("[]")`;

/**
 * Runs docs/example-worker as the task's container would.
 * @returns its exit code, when the queue is empty
 */
export async function work({ environment }: Task): Promise<number | null> {
  const python = await pythonOf("emulator", "emulator/requirements.txt", tell);
  const script = join(projectFolder(), "docs", "example-worker", "worker.py");
  const env = { ...process.env, ...environment, PYTHONDONTWRITEBYTECODE: "1" };
  return new Promise((resolve, reject) => {
    const child = spawn(python, [script, python, "-c", MODEL], { env, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.on("data", (chunk: Buffer) => tell(chunk.toString().trimEnd()));
    child.on("error", reject);
    child.on("close", resolve);
  });
}
