import { sampleSpec } from "../sample";
import { only, synthesize, type Block } from "../synthesize";

test("a plan fails when CloudFormation owns a group of this stack's name that is not the signpost's", () => {
  const { data } = synthesize(sampleSpec());
  const { filter, lifecycle } = only(data.aws_autoscaling_groups);
  expect(filter).toEqual([{ name: "tag:aws:cloudformation:stack-name", values: ["Sample"] }]);
  const [{ condition, error_message: message }] = (lifecycle as Block).postcondition as [Block];
  expect(condition).toBe('${alltrue([for name in self.names : name == "Sample-signpost"])}');
  expect(message).toContain("docs/migration.md");
});
