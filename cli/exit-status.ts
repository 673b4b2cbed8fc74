/** What a script may rely on: the exit statuses of all commands but `plan`, and `shell` once its session is open. */
export const exitStatus = {
  done: 0,
  /** Something has to be fixed first, or what was tried failed; the message says what. */
  failed: 1,
  usage: 2,
  /** AWS could not be asked: no or bad credentials, a missing permission, no network. */
  aws: 3,
  /** Nothing was changed because it would be dangerous, or because the question was answered with no. */
  refused: 4,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

export const meanings: Readonly<Record<ExitStatus, string>> = {
  0: "done",
  1: "it failed, or something has to be fixed first; the message says what",
  2: "the command line was not understood",
  3: "AWS refused or could not be reached (credentials, permissions, network)",
  4: "refused as dangerous, or answered with no; nothing was changed",
};
