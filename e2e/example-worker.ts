import { DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import { spawn } from "node:child_process";
import path from "node:path";
import type { Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { reach } from "./account";
import { python } from "./client-driver";

export interface Worker {
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** What it has printed so far. */
  said(): string;
  /** What ECS sends when it stops a task. */
  terminate(): void;
}

/** What a deployed task definition gives its container. */
export async function environmentOf(emulator: Emulator, family: string): Promise<Readonly<Record<string, string>>> {
  const ecs = new ECSClient(reach(emulator));
  const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: family }));
  const variables = taskDefinition?.containerDefinitions?.[0]?.environment ?? [];
  return Object.fromEntries(variables.map(({ name = "", value = "" }): [string, string] => [name, value]));
}

/** Starts docs/example-worker with these arguments, as its container would. */
export async function startWorker(
  emulator: Emulator,
  environment: Readonly<Record<string, string>>,
  command: readonly string[],
): Promise<Worker> {
  const worker = spawn(
    await python(),
    [path.join(projectFolder(), "docs", "example-worker", "worker.py"), ...command],
    // What the container is not given, the worker cannot have.
    { env: { ...process.env, ...emulator.environment, AWS_DEFAULT_REGION: undefined, ...environment } },
  );
  let said = "";
  for (const stream of [worker.stdout, worker.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  return {
    ended: new Promise((resolve) => worker.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"))),
    said: () => said,
    terminate: () => void worker.kill("SIGTERM"),
  };
}
