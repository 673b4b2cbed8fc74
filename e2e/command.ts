import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

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
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ status: code ?? 1, stdout, stderr }));
  });
}

/**
 * The same, for a program that must end with one of the statuses.
 * @throws Error that shows the command, where it ran, the errors that it told of, and the end of what it said
 */
export async function runWell(
  program: string,
  args: readonly string[],
  surroundings: Surroundings,
  statuses: readonly number[] = [0],
): Promise<Outcome> {
  const outcome = await run(program, args, surroundings);
  if (statuses.includes(outcome.status)) return outcome;
  const lines = stripVTControlCharacters(`${outcome.stdout}\n${outcome.stderr}`).trim().split("\n").filter(tells);
  const errors = lines.flatMap((line, at) => (/\bError\b/.test(line) ? lines.slice(at, at + 15) : []));
  const said = errors.length > 0 ? [...errors, "...", ...lines.slice(-20)] : lines.slice(-40);
  const command = [program, ...args].join(" ");
  throw new Error(`\`${command}\` ended with ${outcome.status} in ${surroundings.folder}:\n${said.join("\n")}`);
}

/** Terraform's progress hides its errors: a line for each resource that is well. */
function tells(line: string): boolean {
  return !/: (Creating\.\.\.|Creation complete|Still creating|Refreshing state|Reading\.\.\.|Read complete)/.test(line);
}
