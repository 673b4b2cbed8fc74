import { loadModels } from "../../models/format/load";
import type { OperatingCommand } from "../../operate/permissions";
import { policyFor } from "../../operate/policy";
import { patternCovers } from "../../review/policy/widened";
import type { Made } from "./between";

/** Those of the calls that the commands' policies, as docs/permissions.md has them, refuse; for the working directory's first model. */
export function refusedBy(commands: readonly OperatingCommand[], calls: readonly Made[]): string[] {
  const [spec] = loadModels(process.cwd()).models;
  if (!spec) throw new Error("the working directory has no model");
  const where = { accountId: "123456789012", partition: "aws", stateBucket: "state" };
  const statements = commands.flatMap((command) => policyFor(command, spec, where).Statement);
  const covers = (patterns: readonly string[] | string = [], subject: string) =>
    [patterns].flat().some((pattern) => patternCovers(pattern, subject));
  const refused = calls.filter(
    ({ action, resource, cluster }) =>
      !statements.some(
        ({ Action, Resource, Condition }) =>
          covers(Action, action) &&
          covers(Resource, resource) &&
          (!Condition || covers(Condition.ArnEquals?.["ecs:cluster"], cluster)),
      ),
  );
  return [...new Set(refused.map(({ action, resource }) => `${action} ${resource}`))];
}
