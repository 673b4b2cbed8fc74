import { CloudWatchLogsClient, paginateDescribeLogStreams } from "@aws-sdk/client-cloudwatch-logs";
import { namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { pages, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import { streamOf, taskOf } from "./log-line";

/** A task whose worker has a log. */
export interface LoggedTask {
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00:00Z: when its log began. */
  readonly began: number;
}

/**
 * The tasks whose id begins so, the latest first; one whose whole id it is stands alone.
 * @returns undefined when there is no such log, because the stack is not deployed
 */
export async function findTasks(
  { stackName, region }: ModelSpec,
  beginning: string,
): Promise<readonly LoggedTask[] | undefined> {
  const client = new CloudWatchLogsClient(reach(region));
  const question = {
    logGroupName: namesOf(stackName).logGroup,
    logStreamNamePrefix: streamOf(stackName, beginning),
  };
  const found = await unlessMissing(
    ["ResourceNotFoundException"],
    pages("logs:DescribeLogStreams", paginateDescribeLogStreams({ client }, question)),
  );
  const tasks = found
    ?.flatMap(({ logStreams = [] }) => logStreams)
    .map(({ logStreamName = "", creationTime = 0 }) => ({ id: taskOf(logStreamName), began: creationTime }))
    .sort((a, b) => b.began - a.began);
  const exact = tasks?.filter(({ id }) => id === beginning);
  return exact && exact.length > 0 ? exact : tasks;
}
