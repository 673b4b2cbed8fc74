import { createInterface } from "node:readline/promises";
import { exitStatus } from "./exit-status";
import { UserError } from "./user-error";

/**
 * Asks on the terminal for one word, so that a yes is never given by mistake.
 * @throws UserError with any other answer, or when there is no terminal to ask on
 */
export async function confirm(question: string, word: string): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UserError("there is no terminal to ask on; say that it need not ask: --auto-approve");
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question}Type ${word} to go on: `);
    if (answer.trim() === word) return;
  } finally {
    terminal.close();
  }
  throw new UserError("answered with no; nothing was changed", exitStatus.refused);
}
