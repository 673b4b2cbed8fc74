import type { Command } from "commander";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { defineCreate } from "./state/create";
import { defineUnlock } from "./state/unlock";

export function define(command: Command): void {
  command.description(
    "Where Terraform keeps what it knows of the stacks: one object a stack in a bucket of your account.",
  );
  const part = (name: string) =>
    command.command(name).showHelpAfterError(`(what it takes: ./model state ${name} --help)`);
  defineCreate(part("create"));
  defineUnlock(part("unlock"));
  explain(command, {
    examples: [
      ["./model state create", "makes the bucket, or completes it"],
      ["./model state unlock Megadetector", "after a deploy was killed"],
    ],
    statuses: [exitStatus.aws, exitStatus.refused],
  });
}
