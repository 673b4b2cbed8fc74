import { DescribePoliciesCommand } from "@aws-sdk/client-auto-scaling";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import type { Stage } from "./stage";

/**
 * What no part of a deployed account has found, though its maker meant it to: in a day in which everything was used, each line
 * is a broken wire. The journal has what was refused or not there; this has what was never asked.
 */
export async function unusedWires({ day }: Stage, stack: string): Promise<string[]> {
  const own = (name = "") => name.startsWith(`${stack}-`);
  const rules = (await day.rules.all()).filter(({ Name }) => own(Name) && !day.rules.fired.has(Name));
  const silent = [...day.alarms.silent].filter(([alarm]) => own(alarm));
  const { MetricAlarms = [] } = await day.people.cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 100 }));
  const { ScalingPolicies = [] } = await day.people.autoScaling.send(new DescribePoliciesCommand({}));
  const topics = await day.people.query("sns", "ListTopics", {});
  const isThere = (arn: string) =>
    topics.includes(`>${arn}<`) || ScalingPolicies.some(({ PolicyARN }) => PolicyARN === arn);
  const lost = MetricAlarms.filter(({ AlarmName }) => own(AlarmName)).flatMap(({ AlarmName, AlarmActions = [] }) =>
    AlarmActions.filter((arn) => !isThere(arn)).map(
      (arn) => `the alarm ${AlarmName} acts on ${arn}, which is not there`,
    ),
  );
  return [
    ...rules.map(({ Name, EventPattern = "" }) => `the rule ${Name} matched nothing: ${EventPattern}`),
    ...silent.map(([alarm, metric]) => `the alarm ${alarm} watches ${metric}, of which there was no datapoint`),
    ...lost,
  ];
}
