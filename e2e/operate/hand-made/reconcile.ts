import { DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { pauseParameter } from "../../../constructs/names";
import { act } from "../../../reconciler/act";
import type { Clients } from "../../../reconciler/clients";
import { decide } from "../../../reconciler/decide";
import { observe } from "../../../reconciler/observe";
import { reportLines } from "../../../reconciler/report";
import type { Configuration } from "../../../reconciler/settings";
import { family, names } from "./parts";

/**
 * The reconciler looks and acts once; what its function would write to its log, and for each action what came of it.
 * @param now in seconds since 1970
 */
export async function reconcileOnce(
  clients: Clients,
  now: number,
  different: Partial<Configuration>,
): Promise<{ readonly lines: readonly string[]; readonly outcomes: readonly string[] }> {
  const { taskDefinition } = await clients.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: family }));
  const configuration: Configuration = {
    cluster: names.cluster,
    group: names.group,
    queueUrl: names.videoQueue,
    alarm: names.waitingAlarm,
    pauseParameter: pauseParameter("Megadetector"),
    taskDefinitionArn: taskDefinition?.taskDefinitionArn ?? "",
    fleetSize: 2,
    workersPerInstance: 1,
    gpusPerTask: 1,
    waitingVideosPerInstance: 1,
    keepWarmSeconds: 0,
    timeoutSeconds: 7200,
    ...different,
  };
  const { observation, unseen } = await observe(clients, configuration, now);
  if (unseen.length > 0) throw new Error(`the reconciler could not see ${unseen.join("; ")}`);
  const actions = decide(observation, configuration, now);
  const outcomes = await act({ clients, configuration, now, hasTime: () => true }, actions);
  return {
    lines: reportLines(names.cluster, observation, unseen, outcomes, now * 1000),
    outcomes: outcomes.map(
      ({ action, result, detail }) => `${action.kind} ${result}${result === "failed" ? `: ${detail}` : ""}`,
    ),
  };
}
