import { rmSync } from "node:fs";
import path from "node:path";
import { run } from "../../__tests__/cli/run";
import { startEmulator, type Emulator } from "../../emulator/emulator";
import { projectFolder } from "../../emulator/place";
import { type Outcome, run as runProgram } from "../command";
import { makeFolder } from "../folder";
import { runOnTerminal } from "../terminal";
import { standBetween, type Between } from "./between";

/**
 * Where commands are tried: a user's folder with shipped models, and an emulator behind something that notes and
 * refuses calls. Each test gets a copy of the account that `furnish` has prepared once.
 */
export interface Stage {
  readonly account: Emulator;
  readonly between: Between;
  /** The user's folder. */
  readonly folder: string;
  /** Points commands at an account that holds nothing, for the rest of the test. */
  leaveAccount(): void;
  /** Runs a command: `await stage.model("status", "Megadetector")`. */
  model(...words: string[]): Promise<{ status: number; stdout: string; stderr: string }>;
  /**
   * The same in a process of its own, as its user would: jest gives tests another Error than Node's network has, so that
   * what becomes of its errors can only be seen there.
   */
  apart(words: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Outcome>;
  /** The same on a terminal, where this is typed when it asks `Type … to go on`. */
  answering(answer: string, words: readonly string[]): Promise<Outcome>;
}

/** Sets the stage for all tests of the surrounding `describe`; by default with Megadetector alone. */
export function setStage(
  furnish: (account: Emulator) => Promise<void>,
  models: readonly string[] = ["Megadetector"],
): Stage {
  const before = { environment: process.env, folder: process.cwd() };
  let furnished: Emulator;
  let empty: Emulator;
  let account: Emulator;
  let between: Between;
  let folder: string;

  beforeAll(async () => {
    process.env = { ...before.environment, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
    furnished = await startEmulator();
    empty = await furnished.fork();
    await furnish(furnished);
    between = await standBetween(furnished);
    Object.assign(process.env, furnished.environment, { AWS_ENDPOINT_URL: between.endpoint });
    for (const [name, value] of Object.entries(furnished.environment))
      if (value === undefined) delete process.env[name];
    // A command asks the model's region, wherever its user's shell may point.
    Object.assign(process.env, { AWS_REGION: "eu-north-1", AWS_DEFAULT_REGION: "eu-north-1" });
    folder = makeFolder(models, { stateBucket: "state" });
    process.chdir(folder);
  });
  afterAll(async () => {
    process.env = before.environment;
    process.chdir(before.folder);
    rmSync(folder, { recursive: true });
    await between.stop();
    // A copy ends with its original, and cannot answer then.
    await empty.stop();
    await furnished.stop();
  });
  beforeEach(async () => {
    account = await furnished.fork();
    between.to(account);
  });
  afterEach(() => account.stop());

  return {
    get account() {
      return account;
    },
    get between() {
      return between;
    },
    get folder() {
      return folder;
    },
    leaveAccount: () => between.to(empty),
    model: (...words) => run(...words),
    answering: (answer, words) => {
      const command = [process.execPath, path.join(projectFolder(), "model"), ...words];
      return runOnTerminal([["to go on: ", `${answer}\n`]], command, { folder, environment: process.env });
    },
    apart: (words, environment) =>
      runProgram(process.execPath, [path.join(projectFolder(), "model"), ...words], {
        folder,
        environment: { ...process.env, ...environment },
      }),
  };
}
