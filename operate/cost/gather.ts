import { AutoScalingClient, paginateDescribeScalingActivities } from "@aws-sdk/client-auto-scaling";
import { namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { pages, unlessMissing } from "../aws-failure";
import { instancesOf } from "../group-instances";
import { reach } from "../reach";
import type { Activity, Present } from "./lives";

export interface GroupHistory {
  readonly activities: readonly Activity[];
  readonly present: readonly Present[];
  /** Of instances that EC2 still knows, by id. */
  readonly typeOf: ReadonlyMap<string, string>;
}

/** Undefined: the stack is not deployed. */
export async function gatherHistory({ stackName, region }: ModelSpec): Promise<GroupHistory | undefined> {
  const { group } = namesOf(stackName);
  const [listed, instances] = await Promise.all([
    unlessMissing(
      ["ValidationError"],
      pages(
        "autoscaling:DescribeScalingActivities",
        paginateDescribeScalingActivities(
          { client: new AutoScalingClient(reach(region)) },
          { AutoScalingGroupName: group },
        ),
      ),
    ),
    instancesOf(group, region),
  ]);
  if (!listed) return undefined;
  return {
    activities: listed
      .flatMap(({ Activities = [] }) => Activities)
      .map(({ Description = "", StatusCode = "", StartTime, EndTime }) => ({
        description: Description,
        status: StatusCode,
        startedAt: StartTime?.getTime() ?? 0,
        ...(EndTime && { endedAt: EndTime.getTime() }),
      })),
    present: instances
      .filter(({ State }) => State?.Name === "pending" || State?.Name === "running")
      .map(({ InstanceId: id = "", LaunchTime }) => ({ id, ...(LaunchTime && { launchedAt: LaunchTime.getTime() }) })),
    typeOf: new Map(instances.map(({ InstanceId = "", InstanceType = "" }) => [InstanceId, InstanceType])),
  };
}
