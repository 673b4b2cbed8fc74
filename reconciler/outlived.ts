import { isLiving, isStopping, type Member } from "./fleet";
import type { EpochSeconds, Task } from "./observation";
import { killedWithin, longestTimeout } from "./rules";
import type { Settings } from "./settings";

/**
 * The workers of an instance where nothing else lives than workers that were told to stop and that the agent should long
 * have killed: it is gone, or cannot. ECS would show them for ever. None unless that is so of every living task there.
 */
export function outlived({ tasks }: Member, settings: Settings, now: EpochSeconds): readonly Task[] {
  const living = tasks.filter(isLiving);
  return living.every((task) => hasOutlived(task, settings, now)) ? living : [];
}

function hasOutlived(task: Task, { timeoutSeconds, taskDefinitionArn }: Settings, now: EpochSeconds): boolean {
  if (!task.isWorker || !isStopping(task) || task.stoppingAt === undefined) return false;
  // The stop timeout is TimeoutHours as the worker's own revision has it.
  const stopTimeout = task.taskDefinitionArn === taskDefinitionArn ? timeoutSeconds : longestTimeout;
  return now - task.stoppingAt > stopTimeout + killedWithin;
}
