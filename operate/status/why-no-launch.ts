import { namesOf } from "../../constructs/names";
import type { Activity, Group } from "./facts";
import { launchFailure, type LaunchFailure } from "./launch-failure";

/** Why a group starts no further instance; undefined when nothing is known to be in the way. */
export function whyNoLaunch({
  launchSuspended,
  activities,
}: Pick<Group, "launchSuspended"> & { readonly activities: readonly Activity[] }): LaunchFailure | undefined {
  if (launchSuspended) return suspended;
  const newest = activities.find(({ description }) => description.startsWith("Launching"));
  return newest?.status === "Failed" ? launchFailure(newest.message || newest.description) : undefined;
}

/** The group does not try again, whatever failed before ("Suspend and resume Amazon EC2 Auto Scaling processes"). */
const suspended: LaunchFailure = {
  cause: "other",
  words: "the group's launches are suspended, as AWS may do when none has succeeded for more than 24 hours",
  advice: ({ stackName, region }) => `Nothing resumes them by itself. What may have been in the way:
./model check ${stackName}
When that is put right, a deploy resumes them, as does:
aws autoscaling resume-processes --auto-scaling-group-name ${namesOf(stackName).group} --scaling-processes Launch --region ${region}`,
};
