import type { Context } from "aws-lambda";
import { act } from "./act";
import { type Clients, makeClients } from "./clients";
import { decide } from "./decide";
import { observe } from "./observe";
import { reportLines } from "./report";
import { configurationOf } from "./settings";

/** Time that a run keeps in hand for its report. */
const reserveMilliseconds = 5000;

let clients: Clients | undefined;

/**
 * The Lambda function: looks, decides, acts, reports. The event only wakes it; what it does depends on what it sees. Fails
 * after all is done when something could not be seen or done, so that Lambda counts an error and an alarm tells people.
 */
export async function handler(_event: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<void> {
  const configuration = configurationOf(process.env);
  clients ??= makeClients();
  const milliseconds = Date.now();
  const now = milliseconds / 1000;
  const { observation, unseen } = await observe(clients, configuration, now);
  const actions = decide(observation, configuration, now);
  const hasTime = () => context.getRemainingTimeInMillis() > reserveMilliseconds;
  const outcomes = await act({ clients, configuration, now, hasTime }, actions);
  // Not by console.log, before which Lambda writes time and request: a line of metrics must be JSON and nothing else.
  for (const line of reportLines(configuration.cluster, observation, unseen, outcomes, milliseconds))
    process.stdout.write(`${line}\n`);

  const failed = outcomes.filter(({ result }) => result === "failed");
  if (unseen.length + failed.length > 0)
    throw new Error(
      `${unseen.length} parts could not be seen and ${failed.length} actions failed; see the lines above`,
    );
}
