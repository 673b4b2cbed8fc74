import type { At } from "./kinds/kind";
import type { WrittenStep } from "./pipeline-keys";
import { didYouMean } from "./problems";
import type { StepSpec } from "./spec";

/** Attributes that every item has beside one for each step; a step cannot bear such a name. */
export const ITEM_ATTRIBUTES = ["video", "job_name", "user_name", "metadata_b64"] as const;

/** The steps with what each waits for, or undefined after reporting each mistake at its place. */
export function stepsOf(written: readonly WrittenStep[], all: At): readonly StepSpec[] | undefined {
  let sound = true;
  const wrong = (at: At, message: string) => {
    at.error(message);
    sound = false;
  };
  if (written.length < 2) wrong(all, "a pipeline has two steps or more; for one, submit videos to the model itself");

  const first = new Map<string, WrittenStep>();
  for (const step of written) {
    if (first.has(step.model)) wrong(step.at, `${step.model} appears twice; a model works a video once`);
    else first.set(step.model, step);
    if (ITEM_ATTRIBUTES.some((name) => name === step.model))
      wrong(step.at, `${step.model} is an attribute of every item, so that no step can be called so; rename the model`);
  }
  const steps = written.map(({ model, after }, index): StepSpec => {
    if (index === 0) {
      const [named] = after ?? [];
      if (named) wrong(named.at, `${model} begins the pipeline, so that it comes after nothing; remove After`);
      return { model, after: [] };
    }
    for (const one of after ?? [])
      if (!first.has(one.model))
        wrong(one.at, `${one.model} is not a step of this pipeline${didYouMean(one.model, first.keys())}`);
    const before = written[index - 1];
    return { model, after: after?.map((one) => one.model) ?? (before ? [before.model] : []) };
  });
  if (!sound) return undefined;

  for (const cycle of cycles(steps)) {
    const [model = ""] = cycle;
    const step = first.get(model);
    const place = step?.after?.find((one) => one.model === cycle[1]) ?? step;
    wrong(place?.at ?? all, `${[...cycle, model].join(" waits for ")}: none of them would ever start`);
  }
  return sound ? steps : undefined;
}

/** The circles in which steps wait for each other, each once, from its step that comes first in the list. */
function cycles(steps: readonly StepSpec[]): string[][] {
  const after = new Map(steps.map((step) => [step.model, step.after]));
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (model: string, path: readonly string[]): void => {
    const from = path.indexOf(model);
    if (from >= 0) {
      const circle = path.slice(from);
      if (!found.some((other) => other.length === circle.length && circle.every((one) => other.includes(one))))
        found.push([...circle]);
      return;
    }
    if (done.has(model)) return;
    for (const before of after.get(model) ?? []) walk(before, [...path, model]);
    done.add(model);
  };
  for (const { model } of steps) walk(model, []);
  return found;
}

/** All steps that are done before a step begins, in the order of the list. */
export function stepsBefore(steps: readonly StepSpec[], model: string): readonly string[] {
  const before = new Set<string>();
  const collect = (name: string): void => {
    for (const earlier of steps.find((step) => step.model === name)?.after ?? []) {
      if (before.has(earlier)) continue;
      before.add(earlier);
      collect(earlier);
    }
  };
  collect(model);
  return steps.map((step) => step.model).filter((name) => before.has(name));
}
