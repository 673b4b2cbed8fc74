/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Time = number;

/** What is read here of a scaling activity. */
export interface Activity {
  readonly description: string;
  readonly status: string;
  readonly startedAt: Time;
  readonly endedAt?: Time;
}

/** An instance of the group that is there now. */
export interface Present {
  readonly id: string;
  readonly launchedAt?: Time;
}

/** From when to when an instance was billed. */
export interface Life {
  readonly id: string;
  readonly from: Time;
  /** Undefined: it runs still. */
  readonly to?: Time;
}

export interface Lives {
  readonly lives: readonly Life[];
  /** Instances that were launched, are gone, and of whose end no activity tells. */
  readonly lost: readonly string[];
}

/**
 * The lives of a group's instances, from its own activities: a launch begins one, an end closes it. Auto Scaling tells
 * of the past six weeks ("DescribeScalingActivities"), so what has no launch was there before.
 *
 * @param since the time that counts; a life without a launch begins there
 */
export function livesOf(activities: readonly Activity[], present: readonly Present[], since: Time): Lives {
  const launched = new Map<string, Time>();
  const ended = new Map<string, Time>();
  for (const { description, status, startedAt, endedAt } of activities) {
    const [, what, id] = /^(Launching a new|Terminating) EC2 instance: (i-[0-9a-f]+)/.exec(description) ?? [];
    if (id === undefined || status === "Failed") continue;
    if (what === "Terminating") ended.set(id, endedAt ?? startedAt);
    else launched.set(id, startedAt);
  }
  const here = new Map(present.map(({ id, launchedAt }) => [id, launchedAt]));
  const ids = new Set([...launched.keys(), ...ended.keys(), ...here.keys()]);
  const lives: Life[] = [];
  const lost: string[] = [];
  for (const id of ids) {
    const from = launched.get(id) ?? here.get(id) ?? since;
    const to = ended.get(id);
    if (to !== undefined) lives.push({ id, from, to });
    else if (here.has(id)) lives.push({ id, from });
    else lost.push(id);
  }
  return { lives: lives.sort((a, b) => a.from - b.from), lost };
}
