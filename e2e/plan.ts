import path from "node:path";
import type { UserProject } from "./project";

interface Change {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

/** What a plan would do, such as `aws_autoscaling_group.fleet max_size: 6 -> 1`; what is no update is named by its action. */
export async function changes(project: UserProject, stack: string): Promise<string[]> {
  const file = path.join(project.folder, `${stack}.plan`);
  await project.terraform(stack, ["plan", "-out", file]);
  const { stdout } = await project.terraform(stack, ["show", "-json", file]);
  const { resource_changes: all = [] } = JSON.parse(stdout) as { resource_changes?: Change[] };
  return all.flatMap(({ address, change: { actions, before, after } }) => {
    if (actions.join() === "no-op") return [];
    if (actions.join() !== "update") return [`${address} ${actions.join(" and ")}`];
    return Object.keys({ ...before, ...after })
      .map((key) => [key, shown(before?.[key]), shown(after?.[key])])
      .filter(([, was, willBe]) => was !== willBe)
      .map(([key, was, willBe]) => `${address} ${key}: ${was} -> ${willBe}`);
  });
}

/** The provider plans an empty text where there is none, and means no change by it; `terraform plan` does not show it. */
const shown = (value: unknown) => JSON.stringify(value, (_, inner: unknown) => (inner === "" ? null : inner));
