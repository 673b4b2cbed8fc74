import { awsProblem } from "./aws-problem";
import { exitStatus, type ExitStatus } from "./exit-status";
import { fileProblem } from "./file-problem";
import { red, tell } from "./terminal";
import { UserError } from "./user-error";

/** Says what went wrong, and returns the exit status for it. Only for a mistake of this program itself does it show where. */
export function report(error: unknown): ExitStatus {
  const problem = error instanceof UserError ? error : (awsProblem(error) ?? fileProblem(error));
  if (problem) {
    tell(`${red("error:")} ${problem.message}`);
    return problem.status;
  }
  tell(
    `${red("This is a mistake of the program itself, not yours:")} ${error instanceof Error ? error.stack : String(error)}`,
  );
  return exitStatus.failed;
}
