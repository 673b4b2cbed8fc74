import { spawn } from "node:child_process";

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs a program to its end, with nothing on its stdin. */
export function run(program: string, args: readonly string[], { folder, environment }: Surroundings): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve({ status: code ?? 1, stdout, stderr }));
  });
}

/**
 * The same, for a program that must end with one of the statuses.
 * @throws Error that shows the command, where it ran, the errors among what it said, wherever they stand, and its end
 */
export async function runWell(
  program: string,
  args: readonly string[],
  surroundings: Surroundings,
  statuses: readonly number[] = [0],
): Promise<Outcome> {
  const outcome = await run(program, args, surroundings);
  if (statuses.includes(outcome.status)) return outcome;
  const lines = `${outcome.stdout}\n${outcome.stderr}`.trim().split("\n");
  const end = lines.length - 40;
  const errors = lines.flatMap((line, at) => (at < end && /\bError\b/.test(line) ? lines.slice(at, at + 15) : []));
  const said = [...errors, ...lines.slice(Math.max(0, end))].join("\n");
  const command = [program, ...args].join(" ");
  throw new Error(`\`${command}\` ended with ${outcome.status} in ${surroundings.folder}:\n${said}`);
}
