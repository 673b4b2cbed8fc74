import { CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { pages } from "../aws-failure";
import { reach } from "../reach";
import { epochSeconds } from "./epoch";
import type { Alarm } from "./facts";

/**
 * All alarms of the stack: their names begin with its own and a `-`, which no StackName contains. A stack has metric alarms
 * only, and to ask for composite ones takes a permission on `*`, which people do not have (DescribeAlarms, in the "Amazon
 * CloudWatch API Reference").
 */
export async function lookAtAlarms(stackName: string, region: string): Promise<readonly Alarm[]> {
  const found = await pages(
    "cloudwatch:DescribeAlarms",
    paginateDescribeAlarms(
      { client: new CloudWatchClient(reach(region)) },
      { AlarmNamePrefix: `${stackName}-`, AlarmTypes: ["MetricAlarm"] },
    ),
  );
  return found
    .flatMap(({ MetricAlarms = [] }) => MetricAlarms)
    .map((alarm) => ({
      name: alarm.AlarmName ?? "",
      description: alarm.AlarmDescription ?? "",
      state: alarm.StateValue ?? "",
      since: epochSeconds(alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp),
      scales: (alarm.AlarmActions ?? []).some((action) => action.includes(":autoscaling:")),
      actionsEnabled: alarm.ActionsEnabled ?? true,
    }));
}
