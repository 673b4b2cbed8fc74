import type { Balancer } from "./balancer";
import type { Names } from "../names";
import type { PeopleAlarm } from "../monitoring/people-alarm-list";

/** What people should know of a served model. */
export function servedAlarms(names: Names, { balancer, targetGroup }: Balancer): PeopleAlarm[] {
  const { cluster: model } = names;
  const dimensions = { LoadBalancer: balancer.arnSuffix, TargetGroup: targetGroup.arnSuffix };
  const metric = (id: string, metricName: string, stat: "Sum" | "Maximum") => ({
    id,
    metric: { namespace: "AWS/ApplicationELB", metricName, dimensions, stat, period: 60 },
    returnData: false,
  });
  const ring = (expression: string) => ({ id: "ring", expression, label: expression, returnData: true });
  return [
    {
      id: "no-healthy-task",
      page: "docs/serve.md",
      what: `No task of ${model} has been healthy for three minutes: every request is answered 503.`,
      cost: "Tasks that start and fail again cost what running ones do.",
      first: `aws logs tail ${names.logGroup} --since 15m`,
      when: {
        evaluationPeriods: 3,
        metricQuery: [ring("IF(healthy < 1, 1, 0)"), metric("healthy", "HealthyHostCount", "Maximum")],
      },
      silence: "breaching",
    },
    {
      id: "server-errors",
      page: "docs/serve.md",
      what: `For five minutes more than one answer in twenty of ${model} was an error of the container.`,
      cost: "It costs nothing more; requests fail.",
      first: `aws logs tail ${names.logGroup} --since 15m`,
      when: {
        evaluationPeriods: 5,
        metricQuery: [
          ring("IF(requests >= 20 AND FILL(errors, 0) / requests > 0.05, 1, 0)"),
          metric("requests", "RequestCount", "Sum"),
          metric("errors", "HTTPCode_Target_5XX_Count", "Sum"),
        ],
      },
    },
  ];
}
