import path from "node:path";
import { projectFolder } from "../emulator/place";
import { pythonOf } from "../emulator/python";
import { runWell } from "./command";
import type { UserProject } from "./project";

/** What e2e/client/drive.py prints. */
export interface Driven<Result> {
  readonly result: Result;
  /** Such as `sqs:SendMessage Megadetector-video.fifo`. */
  readonly calls: readonly string[];
}

/** What the client knows of a stack. */
export type Found = Readonly<Record<string, string>>;

export interface Round {
  readonly activities: number;
  readonly waiting: Readonly<Record<"VIDEO_QUEUE" | "TRACK_QUEUE" | "DEAD_QUEUE", number>>;
  readonly learned: readonly string[];
}

export interface Shutdown {
  readonly cluster: string;
  readonly group: string | null;
  readonly instances: number;
  readonly tasks: number;
  readonly results: string | null;
  readonly video: string | null;
}

/** Python with boto3: the emulator's. */
export const python = () => pythonOf("emulator", "emulator/requirements.txt", (line) => console.error(line));

/** Runs one command of the driver in the project's folder. */
export async function drive<Result>(
  { folder, environment }: Pick<UserProject, "folder" | "environment">,
  ...args: string[]
): Promise<Driven<Result>> {
  const driver = path.join(projectFolder(), "e2e", "client", "drive.py");
  const surroundings = { folder, environment: { ...environment, PYTHONDONTWRITEBYTECODE: "1" } };
  const { stdout } = await runWell(await python(), [driver, ...args], surroundings);
  return JSON.parse(stdout) as Driven<Result>;
}
