import { TerminateInstanceInAutoScalingGroupCommand } from "@aws-sdk/client-auto-scaling";
import { PutAttributesCommand, UpdateContainerInstancesStateCommand } from "@aws-sdk/client-ecs";
import type { Call } from "./act";
import type { Action } from "./action";
import { isLiving } from "./fleet";
import type { ContainerInstance } from "./observation";
import {
  describeContainerInstances,
  leavingSinceAttribute,
  observeRegistered,
  observeTasksOn,
} from "./observe-cluster";
import { observeGroup } from "./observe-group";
import { type Outcome, attempt, inTurn, notNow, refusal } from "./outcome";

type Drain = Extract<Action, { kind: "drain" }>;
type End = Extract<Action, { kind: "end" }>;

/** Both calls take ten instances at most ("Amazon ECS API Reference"). */
const instancesACall = 10;

/** First the mark, then DRAINING: an instance that is drained without one would only be drained once more. */
export async function drainInstances(call: Call, drains: readonly Drain[]): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let start = 0; start < drains.length && call.hasTime(); start += instancesACall)
    outcomes.push(...(await drainTen(call, drains.slice(start, start + instancesACall))));
  return outcomes;
}

async function drainTen({ clients: { ecs }, configuration: { cluster }, now }: Call, drains: readonly Drain[]) {
  const arns = drains.map(({ containerInstanceArn }) => containerInstanceArn);
  try {
    const mark = {
      name: leavingSinceAttribute,
      value: String(Math.round(now)),
      targetType: "container-instance",
    } as const;
    await ecs.send(new PutAttributesCommand({ cluster, attributes: arns.map((targetId) => ({ ...mark, targetId })) }));
    const state = new UpdateContainerInstancesStateCommand({ cluster, containerInstances: arns, status: "DRAINING" });
    const { failures = [] } = await ecs.send(state);
    return drains.map((action): Outcome => {
      const failure = failures.find(({ arn }) => arn === action.containerInstanceArn);
      return failure === undefined ? { action, result: "done" } : { action, result: "notNow", detail: failure.reason };
    });
  } catch (error) {
    return drains.map((action) => refusal(action, error));
  }
}

/** Looks once more at each instance, fresh; then ends those that are still as they were judged. */
export async function endInstances(call: Call, ends: readonly End[]): Promise<readonly Outcome[]> {
  if (ends.length === 0) return [];
  try {
    const changed = await whatChanged(call, ends);
    return await inTurn(call, ends, (action) => endInstance(call, action, changed.get(action.instanceId)));
  } catch (error) {
    return ends.map((action) => refusal(action, error));
  }
}

async function whatChanged({ clients, configuration: { cluster, group } }: Call, ends: readonly End[]) {
  const drained = ends.flatMap(({ containerInstanceArn }) => containerInstanceArn ?? []);
  const missing = ends.filter(({ containerInstanceArn }) => containerInstanceArn === undefined);
  const [{ instances }, seen, registered] = await Promise.all([
    observeGroup(clients, group),
    describeContainerInstances(clients.ecs, cluster, drained),
    observeRegistered(
      clients,
      cluster,
      missing.map(({ instanceId }) => instanceId),
    ),
  ]);
  const changed = new Map<string, string>();
  for (const { instanceId, containerInstanceArn, outlived } of ends) {
    const container = seen.find(({ arn }) => arn === containerInstanceArn);
    if (!instances.some((one) => one.instanceId === instanceId && one.lifecycleState === "InService"))
      changed.set(instanceId, "the group no longer has it in service");
    else if (containerInstanceArn !== undefined && !isDrained(container, outlived !== undefined))
      changed.set(instanceId, "it is no longer drained and empty");
    else if (registered.some((one) => one.instanceId === instanceId)) changed.set(instanceId, "it has registered");
  }
  return changed;
}

/** The instance's counts know nothing of a worker that was told to stop and still finishes its video; the list does. */
async function hasTask({ clients, configuration: { cluster } }: Call, action: End): Promise<boolean> {
  const { containerInstanceArn, outlived = [] } = action;
  if (containerInstanceArn === undefined) return false;
  const tasks = await observeTasksOn(clients, cluster, containerInstanceArn);
  return tasks.some((task) => isLiving(task) && !outlived.includes(task.arn));
}

/** Of an instance whose agent tells nothing any more the counts say nothing either; the list of tasks has the last word. */
const isDrained = (container: ContainerInstance | undefined, outlived: boolean): boolean =>
  container?.status === "DRAINING" &&
  (outlived ||
    (container.runningCount === 0 && container.pendingCount === 0 && container.freeGpus === container.registeredGpus));

const endInstance = (call: Call, action: End, changed: string | undefined): Promise<Outcome> =>
  attempt(action, async () => {
    const { autoScaling } = call.clients;
    if (changed !== undefined) return notNow(changed);
    if (await hasTask(call, action)) return notNow("a task on it has not ended");
    const terminate = (decrement: boolean) =>
      autoScaling.send(
        new TerminateInstanceInAutoScalingGroupCommand({
          InstanceId: action.instanceId,
          ShouldDecrementDesiredCapacity: decrement,
        }),
      );
    try {
      await terminate(action.decrement);
      return undefined;
    } catch (error) {
      // Refused at the minimum: somebody has lowered the desired capacity since, so there is none to take away.
      if (!action.decrement || !(error instanceof Error) || !/min(imum)? ?size/i.test(error.message)) throw error;
      await terminate(false);
      return "without decrement, which AWS refused at the minimum";
    }
  });
