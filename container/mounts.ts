import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { exitStatus } from "../cli/exit-status";
import { UserError } from "../cli/user-error";

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
    throw new UserError(`the outputs cannot be written to ${folder} (${code}); nothing was deployed
Run the container as yourself: docker run --user "$(id -u):$(id -g)" …`);
  }
}

/** Docker makes a folder where a file to mount does not exist, and the SDK's error would speak of anything but that. */
export function requireRealCredentials(): void {
  const file = process.env.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), ".aws", "credentials");
  if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new UserError(
    `${file} is a folder: the file that was to be mounted there does not exist on your machine
Make it with \`aws configure\`, or mount the right one: -v "$HOME"/.aws/credentials:${file}`,
    exitStatus.aws,
  );
}
