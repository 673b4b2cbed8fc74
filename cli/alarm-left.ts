import { awsProblem } from "./aws-problem";
import { exitStatus, type ExitStatus } from "./exit-status";
import { report } from "./report";
import { UserError } from "./user-error";

/** Says that AWS did not let the alarm's orders be stopped or taken up, and returns the exit status for it. */
export function reportAlarmLeft(says: string, refusal: Error): ExitStatus {
  const why = awsProblem(refusal)?.message ?? refusal.message;
  const until = "until the reconciler's next look, within a minute; while the reconciler fails, it goes on";
  return report(new UserError(`${says} ${until}.\n${why}`, exitStatus.aws));
}
