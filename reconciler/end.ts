import { isEmpty, isLeaving, type Member } from "./fleet";
import type { Action } from "./action";
import { neverRegistered } from "./order";
import { outlived } from "./outlived";
import { settlesWithin } from "./rules";
import type { Sight } from "./sight";

/** Second half of leaving, and the only place where instances end. */
export function end({ fleet, group, settings, now }: Sight): readonly Action[] {
  if (fleet.doubtful) return [];
  const ready = fleet.members.filter(
    (member) =>
      member.instance.lifecycleState === "InService" &&
      (neverRegistered(member, now) ||
        (hasSettled(member, now) && (isEmpty(member) || outlived(member, settings, now).length > 0))),
  );

  let desired = group.desiredCapacity;
  let instances = fleet.members.length;
  return ready.map((member) => {
    const { containers, instance } = member;
    const { instanceId, launchedAt } = instance;
    // A smaller FleetSize or the client's shutdown has set desired below what still runs; a decrement would then take
    // away one that is still wanted, and AWS refuses it at the minimum.
    const decrement = desired >= instances && desired > group.minSize;
    if (decrement) desired -= 1;
    instances -= 1;
    const life = launchedAt === undefined ? "" : `, boot to end ${Math.round((now - launchedAt) / 60)} min`;
    const told = outlived(member, settings, now).map(({ arn }) => arn);
    const drained = told.length === 0 ? "drained and empty" : "its workers were told to stop and should long be killed";
    const reason = (containers.length === 0 ? "not registered in the cluster" : drained) + life;
    const action = { kind: "end", instanceId, containerInstanceArn: containers[0]?.arn, decrement, reason } as const;
    return told.length === 0 ? action : { ...action, outlived: told };
  });
}

/** What was placed there before it was set to DRAINING has had time to show, and nothing can have come since. */
const hasSettled = (member: Member, now: number): boolean =>
  member.containers.length === 1 &&
  isLeaving(member) &&
  member.containers.every(({ leavingSince }) => leavingSince !== undefined && now - leavingSince >= settlesWithin);
