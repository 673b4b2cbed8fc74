import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { startEmulator, type Emulator } from "../../emulator/emulator";
import { projectFolder } from "../../emulator/place";
import { PythonProblem } from "../../emulator/python";
import { quietTerraform, terraformFrom, terraformFromRegistry } from "../../emulator/terraform";
import type { ModelSpec } from "../../models/format/spec";
import { exitStatus } from "../exit-status";
import { tell } from "../terminal";
import { UserError } from "../user-error";
import type { Needs } from "./needs";
import { networkFor } from "./network";

/** Where a life is played: a folder with one model, and an emulator of AWS. This process and all it starts see no other AWS. */
export interface Stage {
  readonly spec: ModelSpec;
  readonly folder: string;
  readonly emulator: Emulator;
  /** Runs `./model <words>` there. Each line of what it says goes to `show`, and all of it into the log. */
  model(words: readonly string[], show: Show): Promise<void>;
  /** @param played false keeps the folder with the log, and says so */
  leave(played: boolean): Promise<void>;
}

export type Show = (line: string, stream: "stdout" | "stderr") => void;

export async function setStage(spec: ModelSpec, needs: Needs): Promise<Stage> {
  const yaml = readFileSync(spec.file, "utf8");
  const { context = {} } = JSON.parse(readFileSync("cdktf.json", "utf8")) as {
    context?: Readonly<Record<string, unknown>>;
  };
  const folder = mkdtempSync(join(tmpdir(), "elastic-models-try-"));
  const log = join(folder, "try.log");
  const before = { environment: process.env, folder: process.cwd() };
  const emulator = await started(join(folder, "emulator.log"), spec.region).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const terraforms =
    needs.mirror === undefined ? terraformFromRegistry() : terraformFrom(needs.mirror, join(folder, "terraform.rc"));
  // For what its programs leave behind, such as the sockets of providers that Terraform had to kill.
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  process.env = withoutUndefined({
    ...process.env,
    TMPDIR: temporary,
    ...quietTerraform(),
    ...terraforms,
    ...emulator.environment,
    NO_COLOR: "1",
  });

  mkdirSync(join(folder, "models"));
  writeFileSync(join(folder, "models", basename(spec.file)), await networkFor(spec, yaml));
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(cdktfJson(context, needs.provider), null, 2));
  process.chdir(folder);

  let stopped = false;
  const stop = () => (stopped = true);
  process.once("SIGINT", stop);
  return {
    spec,
    folder,
    emulator,
    model: async (words, show) => {
      appendFileSync(log, `\n$ ./model ${words.join(" ")}\n`);
      const status = await said([join(projectFolder(), "model"), ...words], (line, stream) => {
        appendFileSync(log, `${line}\n`);
        show(line, stream);
      });
      if (stopped) throw new UserError("stopped");
      if (status !== exitStatus.done) throw new UserError(`./model ${words.join(" ")} failed here:\n${endOf(log)}`);
    },
    leave: async (played) => {
      process.off("SIGINT", stop);
      process.chdir(before.folder);
      process.env = before.environment;
      await emulator.stop();
      if (played || stopped) rmSync(folder, { recursive: true, force: true });
      else tell(`What everything said is in ${log}`);
    },
  };
}

/** The user's own settings, but for what leads to the user's state, repository or another provider. */
function cdktfJson(context: Readonly<Record<string, unknown>>, awsProviderVersion: string): object {
  return {
    language: "typescript",
    app: `"${process.execPath}" "${join(projectFolder(), "run.cjs")}" main.ts`,
    projectId: "try",
    sendCrashReports: "false",
    context: { ...context, stateBucket: undefined, repository: undefined, awsProviderVersion },
  };
}

async function started(logFile: string, region: string): Promise<Emulator> {
  try {
    return await startEmulator({ logFile, region, tell });
  } catch (error) {
    throw error instanceof PythonProblem ? new UserError(error.message) : error;
  }
}

function withoutUndefined(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
}

function said(words: readonly string[], show: Show): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"], env: process.env });
    for (const stream of ["stdout", "stderr"] as const)
      createInterface({ input: child[stream] }).on("line", (line) => show(line, stream));
    child.on("error", reject);
    child.on("close", resolve);
  });
}

function endOf(log: string): string {
  return readFileSync(log, "utf8")
    .trimEnd()
    .split("\n")
    .slice(-25)
    .map((line) => `  ${line}`)
    .join("\n");
}
