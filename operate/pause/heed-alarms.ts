import { AutoScalingClient, ResumeProcessesCommand, SuspendProcessesCommand } from "@aws-sdk/client-auto-scaling";
import { namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { failureKind, needing } from "../aws-failure";
import { reach } from "../reach";

/**
 * Lets the alarm on waiting videos order instances, or keeps it from that. The reconciler does so within a minute; done at
 * once, a plan shows no difference in that minute, and a pause holds while the reconciler fails.
 * @returns why it was not done and is left to the reconciler; undefined when it was done
 */
export async function heedAlarms({ stackName, region }: ModelSpec, heed: boolean): Promise<Error | undefined> {
  const client = new AutoScalingClient(reach(region));
  const process = { AutoScalingGroupName: namesOf(stackName).group, ScalingProcesses: ["AlarmNotification"] };
  try {
    if (heed) await needing("autoscaling:ResumeProcesses", client.send(new ResumeProcessesCommand(process)));
    else await needing("autoscaling:SuspendProcesses", client.send(new SuspendProcessesCommand(process)));
    return undefined;
  } catch (error) {
    if (error instanceof Error && leftToReconciler.has(failureKind(error))) return error;
    throw error;
  }
}

/** Without the permission, without a group, or while something else changes the group. */
const leftToReconciler: ReadonlySet<unknown> = new Set(["denied", "busy", "other answer"]);
