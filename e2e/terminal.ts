import path from "node:path";
import { projectFolder } from "../emulator/place";
import { python } from "./client-driver";
import { run, type Outcome, type Surroundings } from "./command";

/** What a user types when this stands on the terminal, one after the other. Programs that read keys want each by itself. */
export type Dialogue = readonly (readonly [question: string, answer: string])[];

/** Runs a command on a terminal of its own; stdout is all that stood there. */
export async function runOnTerminal(
  dialogue: Dialogue,
  command: readonly string[],
  surroundings: Surroundings,
): Promise<Outcome> {
  const script = path.join(projectFolder(), "e2e", "terminal.py");
  return run(await python(), [script, JSON.stringify(dialogue), ...command], surroundings);
}
