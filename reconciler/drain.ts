import { allPlaces, idleSince, isEmpty, isLeaving, isTakenOut, type Member, surplus } from "./fleet";
import type { Action } from "./action";
import { outlived } from "./outlived";
import { videosExpected } from "./outlook";
import { startsWithin, usedWithin } from "./rules";
import type { Sight } from "./sight";

export type Drain = Action & { readonly kind: "drain" };

/** First half of leaving: an instance without work takes no more. There is no way back, so a later look can be sure. */
export function drain(sight: Sight, videos: number): readonly Drain[] {
  const { fleet, group, settings, now } = sight;
  if (fleet.doubtful) return [];
  const empty = fleet.members.filter((member) => member.containers.length === 1 && isEmpty(member));
  const idle = empty
    .filter((member) => !isLeaving(member))
    .map((member) => ({ member, seconds: now - idleSince(member) }))
    .sort((a, b) => a.seconds - b.seconds);
  const tooMany = new Set(surplus(fleet, group));

  let untaken = videos;
  let expected = Math.round(videosExpected(sight));
  const idleTooLong = idle.flatMap(({ member, seconds }) => {
    const places = allPlaces(member, settings);
    if (places === 0) return [draining(member, "it cannot take a worker")];
    if (tooMany.has(member)) return [draining(member, "more instances than may run")];
    const needed = untaken > 0;
    const awaited = !needed && expected > 0;
    untaken -= places;
    if (awaited) expected -= places;
    // To wait longer for a video than another boot takes would cost more than that boot.
    const patience = Math.max(settings.keepWarmSeconds + (needed ? usedWithin : 0), awaited ? startsWithin : 0);
    return seconds >= patience ? [draining(member, `no work for ${Math.round(seconds / 60)} min`)] : [];
  });
  const stuck = fleet.members.filter(
    (member) => member.containers.length === 1 && outlived(member, settings, now).length > 0,
  );
  // Drained again, to note since when.
  return [
    ...[...empty, ...stuck].filter(isTakenOut).map((member) => draining(member, "set to DRAINING by others")),
    ...stuck.filter((member) => !isLeaving(member)).map((member) => draining(member, "its workers do not stop")),
    ...idleTooLong,
  ];
}

function draining({ instance: { instanceId }, containers }: Member, reason: string): Drain {
  return { kind: "drain", instanceId, containerInstanceArn: containers[0]?.arn ?? "", reason };
}
