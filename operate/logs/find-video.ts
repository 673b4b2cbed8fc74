import { CloudWatchLogsClient, paginateFilterLogEvents, paginateGetLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { needing, pages, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import type { LogLine } from "./log-line";
import { fileName, sectionOf } from "./section";

/** What one worker said about a video. */
export interface Try {
  readonly stream: string;
  readonly lines: readonly LogLine[];
}

/**
 * All workers that named a video, in order, each with its lines about it.
 * @param since milliseconds since 1970
 * @returns undefined when there is no such log, because the stack is not deployed
 */
export async function findVideo(
  { stackName, region }: ModelSpec,
  video: string,
  since: number,
): Promise<readonly Try[] | undefined> {
  const client = new CloudWatchLogsClient(reach(region));
  const { logGroup } = namesOf(stackName);
  const question = { logGroupName: logGroup, startTime: since, filterPattern: quoted(fileName(video)) };
  const found = await unlessMissing(
    ["ResourceNotFoundException"],
    pages("logs:FilterLogEvents", paginateFilterLogEvents({ client }, question)),
  );
  if (!found) return undefined;
  const mentions = found.flatMap(({ events = [] }) => events);
  const first = new Map<string, number>();
  for (const { logStreamName = "", timestamp = 0 } of mentions) {
    first.set(logStreamName, Math.min(timestamp, first.get(logStreamName) ?? timestamp));
  }
  const tries = await Promise.all(
    [...first].map(async ([stream, from]) => ({
      stream,
      lines: sectionOf(await linesOf(logGroup, stream, client, from), video),
    })),
  );
  return tries.filter(({ lines }) => lines.length > 0).sort((a, b) => (a.lines[0]?.at ?? 0) - (b.lines[0]?.at ?? 0));
}

/** All lines of a stream from a time on; none for a stream that does not exist. */
export async function linesOf(
  logGroupName: string,
  stream: string,
  client: CloudWatchLogsClient,
  startTime?: number,
): Promise<readonly LogLine[]> {
  const question = { logGroupName, logStreamName: stream, startTime, startFromHead: true };
  // Its last page answers the token that it was asked with.
  const config = { client, stopOnSameToken: true };
  const read = await unlessMissing(
    ["ResourceNotFoundException"],
    needing("logs:GetLogEvents", pages("logs:GetLogEvents", paginateGetLogEvents(config, question))),
  );
  return (read ?? []).flatMap(({ events = [] }) =>
    events.map(({ timestamp = 0, message = "" }) => ({ at: timestamp, stream, text: message.trimEnd() })),
  );
}

/** A filter pattern that matches the text as it is ("Filter pattern syntax"). */
const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
