import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import type { Clients } from "./clients";
import { type Fleet, fleetOf } from "./fleet";
import type { Alarm, Cluster, EpochSeconds, Group, Observation, Queue } from "./observation";
import { observeCluster, observeRegistered } from "./observe-cluster";
import { known, observeGroup, observeLaunches, observeLaunchTimes } from "./observe-group";
import { observeHistory, observeQueue } from "./observe-queue";
import { usableWithin } from "./rules";
import { pauseValues, type Wiring } from "./settings";

export interface Observed {
  readonly observation: Observation;
  /** What could not be seen, with the reason in AWS's words. */
  readonly unseen: readonly string[];
}

/** Asks AWS for everything that `decide` needs. A part that fails is left out; it never throws. */
export async function observe(clients: Clients, wiring: Wiring, now: EpochSeconds): Promise<Observed> {
  const unseen: string[] = [];
  const see = async <Part>(what: string, part: Promise<Part>): Promise<Part | undefined> => {
    try {
      return await part;
    } catch (error) {
      unseen.push(`${what}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
      return undefined;
    }
  };

  const [queue, group, launchTimes, listed, alarm, paused] = await Promise.all([
    see("queue", observeQueue(clients, wiring.queueUrl)),
    see("group", observeGroup(clients, wiring.group)),
    see("launch times", observeLaunchTimes(clients, wiring.group)),
    see("cluster", observeCluster(clients, wiring.cluster)),
    see("alarm", observeAlarm(clients, wiring.alarm)),
    see("pause parameter", observePaused(clients, wiring.pauseParameter)),
  ]);
  if (queue === undefined || group === undefined || listed === undefined)
    return { observation: { queue, group, cluster: listed, alarm, paused }, unseen };

  const timed = withLaunchTimes(group, launchTimes);
  const [cluster, history, launches] = await Promise.all([
    see("registered instances", withLateOnes(clients, wiring, timed, listed, now)),
    asksForHistory(listed) ? see("history", observeHistory(clients, wiring.queueUrl, now)) : undefined,
    asksForLaunches(queue, fleetOf(group, listed), alarm)
      ? see("launches", observeLaunches(clients, wiring.group, now))
      : undefined,
  ]);
  return {
    observation: {
      queue: { ...queue, ...history, emptySeconds: isQuiet(queue) ? history?.emptySeconds : undefined },
      group: { ...timed, launches },
      cluster,
      alarm,
      paused,
    },
    unseen,
  };
}

async function observeAlarm({ cloudWatch }: Clients, name: string): Promise<Alarm> {
  const answer = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ["MetricAlarm"] }));
  const [alarm] = answer.MetricAlarms ?? [];
  if (alarm === undefined) throw new Error(`there is no alarm ${name}`);
  return {
    actionsEnabled: known(alarm.ActionsEnabled),
    configuredAt: known(alarm.AlarmConfigurationUpdatedTimestamp).getTime() / 1000,
  };
}

async function observePaused({ ssm }: Clients, name: string): Promise<boolean> {
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
  const { running, paused } = pauseValues;
  if (Parameter?.Value === paused) return true;
  if (Parameter?.Value === running) return false;
  throw new Error(`${name} is "${Parameter?.Value}", neither ${running} nor ${paused}`);
}

const withLaunchTimes = (group: Group, times: ReadonlyMap<string, EpochSeconds> | undefined): Group => ({
  ...group,
  instances: group.instances.map((one) => ({ ...one, launchedAt: times?.get(one.instanceId) })),
});

/** A page of the list may have left out an instance that should have registered by now: those are asked for by id. */
async function withLateOnes(clients: Clients, { cluster }: Wiring, group: Group, listed: Cluster, now: EpochSeconds) {
  const found = new Set(listed.containerInstances.map(({ instanceId }) => instanceId));
  const late = group.instances.filter(
    ({ instanceId, launchedAt }) =>
      !found.has(instanceId) && launchedAt !== undefined && now - launchedAt > usableWithin,
  );
  if (late.length === 0) return listed;
  const ids = late.map(({ instanceId }) => instanceId);
  const registered = await observeRegistered(clients, cluster, ids);
  return { ...listed, containerInstances: [...listed.containerInstances, ...registered] };
}

const isQuiet = ({ waiting, inFlight, delayed }: Queue): boolean => waiting + inFlight + delayed === 0;

const asksForHistory = ({ containerInstances }: Cluster): boolean => containerInstances.length > 0;

const asksForLaunches = ({ waiting }: Queue, { workers }: Fleet, alarm: Alarm | undefined): boolean =>
  alarm?.actionsEnabled === false || (waiting > 0 && workers.length === 0);
