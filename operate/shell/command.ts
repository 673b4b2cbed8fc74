import type { ModelSpec } from "../../models/format/spec";
import type { Choice } from "./choose";

/** A command line as its words, for a person to run or to copy. */
export type Words = readonly [program: string, ...args: string[]];

/** @param address public address of the instance, for ssh */
export function commandFor(
  choice: Exclude<Choice, { readonly problem: string }>,
  { stackName, region, debug }: ModelSpec,
  address?: string,
): Words {
  if (choice.way === "exec") {
    const at = ["--region", region, "--cluster", stackName, "--task", choice.taskId, "--container", stackName];
    return ["aws", "ecs", "execute-command", ...at, "--interactive", "--command", "/bin/sh"];
  }
  if (choice.way === "session manager")
    return ["aws", "ssm", "start-session", "--region", region, "--target", choice.instanceId];
  const key = debug?.keyName === undefined ? [] : ["-i", `~/.ssh/${debug.keyName}.pem`];
  return ["ssh", ...key, `ec2-user@${address ?? choice.instanceId}`];
}

/** As a shell reads it. */
export function asLine(words: Words): string {
  return words.map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(" ");
}
