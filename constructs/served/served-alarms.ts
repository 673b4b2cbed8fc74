import type { Balancer } from "./balancer";
import type { Names } from "../names";
import type { PeopleAlarm } from "../monitoring/people-alarm-list";

/** What people should know of a served model. */
export function servedAlarms(names: Names, { balancer, targetGroup }: Balancer): PeopleAlarm[] {
  const { cluster: model } = names;
  const dimensions = { LoadBalancer: balancer.arnSuffix, TargetGroup: targetGroup.arnSuffix };
  const metric = (
    id: string,
    metricName: string,
    stat: "Sum" | "Maximum",
    of: Record<string, string> = dimensions,
  ) => ({
    id,
    metric: { namespace: "AWS/ApplicationELB", metricName, dimensions: of, stat, period: 60 },
    returnData: false,
  });
  const ring = (expression: string) => ({ id: "ring", expression, label: expression, returnData: true });
  return [
    {
      id: "no-healthy-task",
      page: "docs/serve.md",
      what: `No task of ${model} has been healthy for three minutes: every request is answered 503.`,
      cost: "Tasks that start and fail again cost what running ones do.",
      first: `./model status ${model}`,
      when: {
        evaluationPeriods: 3,
        metricQuery: [ring("IF(healthy < 1, 1, 0)"), metric("healthy", "HealthyHostCount", "Maximum")],
      },
      silence: "breaching",
    },
    {
      id: "server-errors",
      page: "docs/serve.md",
      what: `For five minutes more than one answer in twenty of ${model} was an error (5xx).`,
      cost: "It costs nothing more; requests fail.",
      first: `aws logs tail ${names.logGroup} --since 15m`,
      when: {
        evaluationPeriods: 5,
        metricQuery: [
          ring("IF(requests >= 20 AND (FILL(errors, 0) + FILL(unanswered, 0)) / requests > 0.05, 1, 0)"),
          metric("requests", "RequestCount", "Sum"),
          metric("errors", "HTTPCode_Target_5XX_Count", "Sum"),
          // The balancer's own: 502 where a container breaks off, 504 where it answers too late. It counts them for itself alone.
          metric("unanswered", "HTTPCode_ELB_5XX_Count", "Sum", { LoadBalancer: balancer.arnSuffix }),
        ],
      },
    },
  ];
}
