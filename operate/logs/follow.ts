import { CloudWatchLogsClient, type FilteredLogEvent, paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { pages } from "../aws-failure";
import { reach } from "../reach";
import type { LogLine } from "./log-line";

/** How long CloudWatch may take to show a line that was written before others that it shows already. */
const lateMilliseconds = 60_000;

/**
 * The lines of a log group as they come, each once, in the order in which they were written as far as CloudWatch shows them
 * so. Each round asks for a minute that was asked for before, because lines may come late.
 *
 * @param wait is awaited between two rounds; it ends the whole by resolving to false
 */
export async function* follow(
  logGroupName: string,
  region: string,
  since: number,
  wait: () => Promise<boolean>,
): AsyncGenerator<readonly LogLine[]> {
  const client = new CloudWatchLogsClient(reach(region));
  let seen = new Map<string, number>();
  let from = since;
  do {
    const found = await pages(
      "logs:FilterLogEvents",
      paginateFilterLogEvents({ client }, { logGroupName, startTime: from }),
    );
    const fresh = found.flatMap(({ events = [] }) => events).filter(({ eventId = "" }) => !seen.has(eventId));
    for (const { eventId = "", timestamp = 0 } of fresh) seen.set(eventId, timestamp);
    from = Math.max(from, ...fresh.map(({ timestamp = 0 }) => timestamp - lateMilliseconds));
    seen = new Map([...seen].filter(([, timestamp]) => timestamp >= from));
    yield fresh.map(lineOf).sort((a, b) => a.at - b.at);
  } while (await wait());
}

const lineOf = ({ timestamp = 0, logStreamName = "", message = "" }: FilteredLogEvent): LogLine => ({
  at: timestamp,
  stream: logStreamName,
  text: message.trimEnd(),
});
