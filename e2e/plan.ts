import path from "node:path";
import type { UserProject } from "./project";

const fileOf = (project: UserProject, stack: string) => path.join(project.folder, `${stack}.plan`);

/** What a plan would do, line by line, such as `aws_autoscaling_group.fleet will be updated in-place` and `~ max_size = 6 -> 1`. */
export async function plan(project: UserProject, stack: string): Promise<string[]> {
  const { stdout } = await project.terraform(stack, ["plan", "-out", fileOf(project, stack)]);
  return stdout.split("\n").flatMap((line) => {
    const [, address, change] = /^ {2}# (\S+ (?:will|must) be .*)$|^ +([~+-] \w+ += .*)$/.exec(line) ?? [];
    return address ?? change?.replace(/ +/g, " ") ?? [];
  });
}

/** Does what the last plan said. */
export async function applyPlan(project: UserProject, stack: string): Promise<void> {
  await project.terraform(stack, ["apply", fileOf(project, stack)]);
}
