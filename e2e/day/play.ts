import { draw } from "./picture";
import { unforeseen } from "./foreseen";
import { problemsOf } from "./problems";
import { onDemand } from "./deployed";
import type { Scenario } from "./scenario";
import type { Stage } from "./stage";

/** Minutes after the end in which nothing may begin again. */
const afterwards = 3;

/** Plays a scenario and draws it. What was not as it must be, a line each; and what a plan is to show afterwards. */
export async function playScenario(scenario: Scenario, stage: Stage) {
  const { name, title, play, stacks = [onDemand] } = scenario;
  const expected = await play(stage);
  await stage.day.run(() => false, afterwards);
  const problems = [...(expected.problems ?? [])];
  for (const stack of stacks) problems.push(...(await problemsOf(stage, expected, stack)));
  if (!expected.isGone) problems.push(...unforeseen(stage, expected, stacks));
  const pictures = stacks.map((stack) => draw(stacks.length > 1 ? `${name}-${stack}` : name, title, stage, stack));
  return { problems: [...new Set(problems)], plan: expected.isGone ? undefined : (expected.plan ?? []), pictures };
}
