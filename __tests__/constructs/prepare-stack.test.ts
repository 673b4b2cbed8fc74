import { TerraformStack, Testing } from "cdktf";
import { ModelStack } from "../../constructs/model-stack";
import { sampleCode, sampleProject, sampleSpec } from "./sample";

test("cdktf's own preparation, which a stack skips, would change nothing", () => {
  const synthesized = (prepare: (stack: TerraformStack) => void) => {
    const stack = new ModelStack(Testing.app(), { spec: sampleSpec(), project: sampleProject, reconciler: sampleCode });
    prepare(stack);
    return Testing.synth(stack, false);
  };
  expect(synthesized((stack) => stack.prepareStack())).toBe(
    synthesized((stack) => TerraformStack.prototype.prepareStack.call(stack)),
  );
});
