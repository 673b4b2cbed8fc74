import { setTimeout } from "node:timers/promises";
import type { Context } from "aws-lambda";
import { act } from "./act";
import { type Clients, makeClients } from "./clients";
import { decide } from "./decide";
import { observe } from "./observe";
import { reportLines } from "./report";
import { settlesWithin } from "./rules";
import { configurationOf } from "./settings";

/** Time that a run keeps in hand for its report. */
const reserveMilliseconds = 5000;

/** Time that a look should have, its actions included; it takes one or two seconds. */
const lookMilliseconds = 3000;

let clients: Clients | undefined;

/**
 * The Lambda function: looks, decides, acts, reports. The event only wakes it; what it does depends on what it sees. When it
 * has drained an instance it looks once more as soon as that may end: to wait for it here costs less than the GPU does until
 * the schedule's next look. Fails after all is done when something could not be seen or done, so that Lambda counts an error
 * and an alarm tells people.
 */
export async function handler(_event: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> {
  const hasTime = () => context.getRemainingTimeInMillis() > reserveMilliseconds;
  const began = Date.now();
  const first = await look(began, hasTime);
  const wait = began + (settlesWithin + 1) * 1000 - Date.now();
  const looksAgain =
    first.drained && context.getRemainingTimeInMillis() > wait + lookMilliseconds + reserveMilliseconds;
  const looks = looksAgain ? [first, await setTimeout(wait).then(() => look(Date.now(), hasTime))] : [first];

  const wrong = looks.flatMap(({ problems }) => problems);
  if (wrong.length > 0) throw new Error(`${wrong.join("; ")}; see the lines above`);
}

interface Look {
  readonly drained: boolean;
  readonly problems: readonly string[];
}

async function look(milliseconds: number, hasTime: () => boolean): Promise<Look> {
  const configuration = configurationOf(process.env);
  clients ??= makeClients();
  const now = milliseconds / 1000;
  const { observation, unseen } = await observe(clients, configuration, now);
  const actions = decide(observation, configuration, now);
  const outcomes = await act({ clients, configuration, now, hasTime }, actions);
  // Not by console.log, before which Lambda writes time and request: a line of metrics must be JSON and nothing else.
  for (const line of reportLines(configuration.cluster, observation, unseen, outcomes, milliseconds))
    process.stdout.write(`${line}\n`);

  const failed = outcomes.filter(({ result }) => result === "failed");
  return {
    drained: outcomes.some(({ action, result }) => action.kind === "drain" && result === "done"),
    problems:
      unseen.length + failed.length > 0
        ? [`${unseen.length} parts could not be seen and ${failed.length} actions failed`]
        : [],
  };
}
