import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { exitStatus, type ExitStatus } from "../cli/exit-status";
import { UserError } from "../cli/user-error";

const asYourself = `Run the container as yourself: docker run --user "$(id -u):$(id -g)" …`;

/**
 * Makes the folder for the outputs, before anything is deployed.
 * @throws UserError when nothing can be written there
 */
export function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UserError(`the outputs cannot be written to ${folder} (${code}); nothing was deployed\n${asYourself}`);
  }
}

/**
 * The SDK would say of each of these that there are no credentials: Docker makes a folder where a file to mount does not
 * exist, and `aws configure` makes a file that only its owner can read, who is seldom the image's user.
 */
export function requireRealCredentials(): void {
  const file = process.env.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), ".aws", "credentials");
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    throw new UserError(
      `${file} is a folder: the file that was to be mounted there does not exist on your machine
Make it with \`aws configure\`, or mount the right one: -v "$HOME"/.aws/credentials:${file}`,
      exitStatus.aws,
    );
  }
  if (found) requireReadable(file, exitStatus.aws);
}

/** @throws UserError when the user that this runs as may not read a file that is there */
export function requireReadable(file: string, status: ExitStatus = exitStatus.failed): void {
  try {
    accessSync(file, constants.R_OK);
  } catch {
    throw new UserError(
      `${file} cannot be read by the user that the container runs as, ${process.getuid?.()}\n${asYourself}`,
      status,
    );
  }
}
