import { exitStatus, type ExitStatus } from "./exit-status";

/**
 * Something that the user can put right: shown as its message alone, without a stack trace. The first line says what is
 * wrong, further lines what to do about it.
 */
export class UserError extends Error {
  override readonly name = "UserError";

  constructor(
    message: string,
    readonly status: ExitStatus = exitStatus.failed,
  ) {
    super(message);
  }
}
