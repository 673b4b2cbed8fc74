import type { Action } from "./action";

/** What became of an action. */
export interface Outcome {
  readonly action: Action;
  /** `notNow`: AWS or a second look had a reason against it, and the next look decides anew. */
  readonly result: "done" | "notNow" | "failed";
  /** Why it was not done, or what else is worth knowing. */
  readonly detail?: string;
}

class NotNow extends Error {}

/** Ends an attempt without blame. */
export function notNow(why: string): never {
  throw new NotNow(why);
}

/** Refusals by which AWS says that the world has changed since the look, by the names of its errors. */
const changedSince = new Set([
  "ScalingActivityInProgressFault",
  "ResourceContentionFault",
  "ValidationError",
  "ClientException",
  "InvalidParameterException",
  "ConflictException",
]);

export async function attempt(action: Action, run: () => Promise<string | void>): Promise<Outcome> {
  try {
    const detail = await run();
    return { action, result: "done", ...(detail && { detail }) };
  } catch (error) {
    return refusal(action, error);
  }
}

export function refusal(action: Action, error: unknown): Outcome {
  if (!(error instanceof Error)) return { action, result: "failed", detail: String(error) };
  if (error instanceof NotNow) return { action, result: "notNow", detail: error.message };
  const detail = `${error.name}: ${error.message}`;
  return { action, result: changedSince.has(error.name) ? "notNow" : "failed", detail };
}

/** Five at a time, which AWS's rates bear; none any more when the function's time is nearly over. */
export async function inTurn<Item extends Action>(
  { hasTime }: { readonly hasTime: () => boolean },
  items: readonly Item[],
  run: (item: Item) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < items.length; start += 5) {
    const five = items.slice(start, start + 5);
    const late = (action: Item): Outcome => ({ action, result: "notNow", detail: "no time left in this run" });
    outcomes.push(...(hasTime() ? await Promise.all(five.map(run)) : five.map(late)));
  }
  return outcomes;
}
