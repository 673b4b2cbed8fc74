import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { reach } from "../reach";
import { linesOf } from "./find-video";
import { type LogLine, streamOf } from "./log-line";

/**
 * All that one worker wrote; nothing when it never ran.
 * @param since milliseconds since 1970; without it, from its first line on
 */
export function readTask(
  { stackName, region }: ModelSpec,
  taskId: string,
  since?: number,
): Promise<readonly LogLine[]> {
  const client = new CloudWatchLogsClient(reach(region));
  return linesOf(namesOf(stackName).logGroup, streamOf(stackName, taskId), client, since);
}
