import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { type Socket } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { projectFolder } from "./place";
import { PythonProblem, pythonOf } from "./python";

/** A running emulator of AWS's APIs on loopback. It holds its state in memory and ends with the process that started it. */
export interface Emulator {
  /** Such as `http://127.0.0.1:5000`: the value of `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  /**
   * What a program's environment must hold to reach this emulator and nothing else; undefined removes a variable:
   * `spawn(…, { env: { ...process.env, ...emulator.environment } })`.
   */
  readonly environment: NodeJS.ProcessEnv;
  readonly logFile: string;
  /**
   * A copy with all that is in this one, in a process of its own; what happens in one is not seen in the other. Text
   * that this one has answered, such as a queue's URL, still names this one: give copies queue names instead.
   */
  fork(): Promise<Emulator>;
  /** Moves the emulator's clock ahead, so that timeouts pass; returns how many seconds it is ahead of the machine's. */
  advance(seconds: number): Promise<number>;
  /** Stops the emulator's clock: from now on only `advance` moves it. Returns its time, in milliseconds since 1970. */
  stopClock(): Promise<number>;
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  /** By default a free one. */
  readonly port?: number;
  /** Region for programs that are told none. Default: us-west-2. */
  readonly region?: string;
  /** A file that exists is appended to. Default: `elastic-models-emulator-<process id>.log` in the folder for such files. */
  readonly logFile?: string;
  /** Receives a line before long work begins. Default: stderr. */
  readonly tell?: (line: string) => void;
}

/**
 * Starts an emulator and waits until it answers.
 * @throws PythonProblem when Python or its packages cannot be had, or when the emulator ends at once, with its log
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const project = projectFolder();
  const tell = options.tell ?? ((line: string) => console.error(line));
  const python = await pythonOf("emulator", "emulator/requirements.txt", tell);
  const logFile = path.resolve(options.logFile ?? path.join(os.tmpdir(), `elastic-models-emulator-${process.pid}.log`));
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, "a");
  // A session of its own keeps the terminal's Ctrl-C from it: it ends when its stdin does, after who started it.
  const server = spawn(python, [path.join(project, "emulator/server.py"), String(options.port ?? 0)], {
    stdio: ["pipe", "pipe", log],
    detached: true,
    // moto is built on the SDK, which would fail with the caller's profile.
    env: { ...process.env, ...noAccount() },
  });
  closeSync(log);
  const port = await firstLine(server, logFile);
  const ended = new Promise<void>((resolve) => server.once("close", () => resolve()));
  letGo(server);
  return emulatorAt(`http://127.0.0.1:${port}`, options.region ?? "us-west-2", logFile, async () => {
    // Let go of, it would not keep a program waiting that has nothing else to do.
    server.ref();
    server.stdin?.end();
    await ended;
  });
}

function emulatorAt(endpoint: string, region: string, logFile: string, stop: () => Promise<void>): Emulator {
  return {
    endpoint,
    environment: environmentFor(endpoint, region),
    logFile,
    stop,
    fork: async () => {
      const { port, process: id } = await command<{ port: number; process: number }>(endpoint, "fork");
      const copy = `http://127.0.0.1:${port}`;
      return emulatorAt(copy, region, logFile, async () => {
        await command(copy, "stop");
        while (lives(id)) await wait(10);
      });
    },
    advance: async (seconds) => (await command<{ ahead: number }>(endpoint, `clock?seconds=${seconds}`)).ahead,
    stopClock: async () => (await command<{ now: number }>(endpoint, "clock?stop=1")).now * 1000,
  };
}

async function command<Answer>(endpoint: string, name: string): Promise<Answer> {
  const response = await fetch(`${endpoint}/_emulator/${name}`, { method: "POST" });
  if (!response.ok) throw new Error(`the emulator at ${endpoint} answered ${response.status} to ${name}`);
  return (await response.json()) as Answer;
}

/** Whether there is a process of this id; its port may be another's as soon as it has ended. */
function lives(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

function environmentFor(endpoint: string, region: string): NodeJS.ProcessEnv {
  const own = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    NO_PROXY: [process.env.NO_PROXY, "127.0.0.1"].filter(Boolean).join(","),
  };
  // Named first for those who read it, and again because the caller may have set the same.
  return { ...own, ...noAccount(), ...own };
}

/** Nothing of the caller's: a profile could bring other keys, or a role; AWS_ENDPOINT_URL_S3 would send S3's requests elsewhere. */
function noAccount(): NodeJS.ProcessEnv {
  const callers = Object.keys(process.env).filter((name) => /^AWS_(?!SDK_JS_|PROVIDER_MIRROR$)/.test(name));
  return {
    ...Object.fromEntries(callers.map((name) => [name, undefined])),
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

/** A program that forgets to stop its emulator ends all the same, and the emulator with it. */
function letGo(server: ChildProcess): void {
  server.unref();
  for (const stream of [server.stdin, server.stdout]) (stream as Socket).unref();
}

/** The server's first line, its port, which it prints when it listens. */
function firstLine(server: ChildProcess, logFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout?.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
      if (text.includes("\n")) resolve(text.trim());
    });
    server.once("error", reject);
    server.once("close", () => {
      const log = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-12).join("\n");
      reject(new PythonProblem(`The emulator ended at once. Its log, ${logFile}, ends with:\n${log}`));
    });
  });
}
