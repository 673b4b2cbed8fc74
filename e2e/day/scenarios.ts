import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { namesOf, pauseParameter } from "../../constructs/names";
import { drive } from "../client-driver";
import { applyPlan, plan } from "../plan";
import type { DayOptions } from "./day";
import { onDemand, onSpot } from "./deployed";
import type { Expected } from "./problems";
import type { Stage } from "./stage";

/** A day in the life of the deployed stacks. */
export interface Scenario {
  readonly name: string;
  /** Over its picture. */
  readonly title: string;
  readonly options?: DayOptions;
  /** Seconds of work of each video, where all come at once and nothing goes wrong: the forecast then says how long it takes. */
  readonly workSeconds?: readonly number[];
  /** The stacks that it is about. Default: the one on demand. */
  readonly stacks?: readonly string[];
  /** Plays it to its end. Returns what is to be expected beyond the usual, and what else was not as it must be. */
  readonly play: (stage: Stage) => Promise<Expected & { readonly problems?: readonly string[] }>;
}

/** `count` videos at once, of so many minutes each. */
async function submit(stage: Stage, count: number, minutes: number, stack = onDemand): Promise<string[]> {
  const videos: string[] = [];
  while (videos.length < count) videos.push(await stage.submit({ seconds: minutes * 60 }, stack));
  return videos;
}

/** Until all is worked off and the fleet is at zero. */
async function toTheEnd(stage: Stage, minutes: number, stack = onDemand): Promise<string[]> {
  const done = await stage.playToTheEnd(minutes, undefined, stack);
  return done ? [] : [`after ${minutes} minutes it is not over`];
}

/** Until so many workers have a video. */
async function untilAtWork(stage: Stage, workers: number): Promise<string[]> {
  const { log } = stage.day;
  const done = await stage.day.run(() => log.taken.length - log.finished.length >= workers, 15);
  return done ? [] : [`after 15 minutes ${workers} workers do not work`];
}

const unless = (holds: boolean, problem: string): string[] => (holds ? [] : [problem]);

/** `terraform apply` of the YAML with other keys. What it did, a line for each resource. */
async function deploy(stage: Stage, keys: Readonly<Record<string, string | number>>): Promise<string[]> {
  await stage.changeModel(onDemand, keys);
  const planned = await plan(stage.project, onDemand);
  await applyPlan(stage.project, onDemand);
  return planned.filter((line) => / (will|must) be /.test(line));
}

const alarmActs = async ({ day }: Stage): Promise<boolean | undefined> => {
  const ask = new DescribeAlarmsCommand({ AlarmNames: [namesOf(onDemand).waitingAlarm] });
  return (await day.people.cloudWatch.send(ask)).MetricAlarms?.[0]?.ActionsEnabled;
};

/** By the parameter alone: `./model pause` itself also sees to the alarm's orders, which is else the reconciler's part. */
const setPause = ({ day }: Stage, Value: "paused" | "running") =>
  day.people.ssm.send(new PutParameterCommand({ Name: pauseParameter(onDemand), Value, Overwrite: true }));

/** The quick ones first: meanwhile the second stack is deployed. */
export const scenarios: readonly Scenario[] = [
  {
    name: "five-videos",
    title: "Five videos of twelve minutes, FleetSize 3",
    workSeconds: [720, 720, 720, 720, 720],
    play: async (stage) => {
      await submit(stage, 5, 12);
      return { problems: await toTheEnd(stage, 60) };
    },
  },
  {
    name: "burst-larger-than-the-fleet",
    title: "Ten videos at once, FleetSize 3",
    workSeconds: Array<number>(10).fill(240),
    play: async (stage) => {
      await submit(stage, 9, 4);
      await stage.submit({ seconds: 240, clean: true });
      const problems = await toTheEnd(stage, 60);
      const most = Math.max(...stage.day.timeline.moments.map(({ instances }) => instances));
      return { problems: [...problems, ...unless(most === 3, `${most} instances ran, not FleetSize`)] };
    },
  },
  {
    name: "one-straggler",
    title: "Four short videos and one of 25 minutes",
    workSeconds: [180, 180, 180, 180, 1500],
    play: async (stage) => {
      await submit(stage, 4, 3);
      const long = await stage.submit({ seconds: 25 * 60 });
      const problems = await toTheEnd(stage, 60);
      const { moments } = stage.day.timeline;
      const last = stage.day.log.finished.find(({ video }) => video === long)?.at ?? 0;
      const alone = moments.find(({ at, instances }) => at > last - 12 * 60_000 && instances === 1);
      return {
        problems: [...problems, ...unless(alone !== undefined, "the others did not leave while one worked on")],
      };
    },
  },
  {
    name: "a-poison-video",
    title: "Two videos, and one that fails each time",
    play: async (stage) => {
      await submit(stage, 2, 3);
      const poison = await stage.submit({ seconds: 60, fate: "fails" });
      return { dead: [poison], tries: { [poison]: 3 }, problems: await toTheEnd(stage, 60) };
    },
  },
  {
    name: "a-worker-killed",
    title: "Two videos; one worker is killed",
    play: async (stage) => {
      await submit(stage, 2, 5);
      const problems = await untilAtWork(stage, 2);
      const [lost] = stage.day.log.taken;
      await stage.day.fleet.tasks[0]?.kill();
      // Its video comes back when the visibility timeout is over.
      return { tries: { [lost?.video ?? ""]: 2 }, problems: [...problems, ...(await toTheEnd(stage, 90))] };
    },
  },
  {
    name: "an-instance-that-never-registers",
    title: "One video; the first instance never joins the cluster",
    options: { bad: { neverRegister: [0] } },
    play: async (stage) => {
      await submit(stage, 1, 3);
      const problems = await toTheEnd(stage, 60);
      const launched = stage.day.fleet.instances.size;
      return { problems: [...problems, ...unless(launched === 2, `${launched} instances were launched, not 2`)] };
    },
  },
  {
    name: "a-worker-past-TimeoutHours",
    title: "One video on which the first worker hangs",
    play: async (stage) => {
      const video = await stage.submit({ seconds: 120, fate: "hangs" });
      return { tries: { [video]: 2 }, problems: await toTheEnd(stage, 120) };
    },
  },
  {
    name: "a-spot-interruption",
    title: "Two videos; Spot takes the first one's instance early, then a minute before it is done",
    stacks: [onSpot],
    play: async (stage) => {
      const { clock, fleet, log } = stage.day;
      const [early = ""] = await submit(stage, 1, 10, onSpot);
      const problems = await untilAtWork(stage, 1);
      await fleet.interrupt(fleet.present[0]?.id ?? "");
      const nearlyDone = () => log.taken.length === 2 && clock.now - (log.taken[1]?.at ?? 0) >= 9 * 60_000;
      problems.push(...unless(await stage.day.run(nearlyDone, 60), "the video does not come back"));
      await fleet.interrupt(fleet.present[0]?.id ?? "");
      // It waits when the first one is done, on an instance that has a minute left.
      const [next = ""] = await submit(stage, 1, 10, onSpot);
      problems.push(...(await toTheEnd(stage, 60, onSpot)));
      return { tries: { [early]: 2, [next]: 1 }, problems };
    },
  },
  {
    name: "two-stacks-at-once",
    title: "Two stacks, four videos each",
    stacks: [onDemand, onSpot],
    play: async (stage) => {
      await submit(stage, 4, 4);
      await submit(stage, 4, 4, onSpot);
      const ended = await stage.day.run(
        () =>
          [onDemand, onSpot].every((stack) => stage.isWorkedOff(stack) && stage.isAtZero(stack)) &&
          stage.day.log.taken.length > 7,
        60,
      );
      return { problems: unless(ended, "after 60 minutes it is not over") };
    },
  },
  {
    name: "paused-midway",
    title: "Four videos; paused midway, resumed half an hour later",
    play: async (stage) => {
      await submit(stage, 4, 5);
      const problems = await untilAtWork(stage, 3);
      await setPause(stage, "paused");
      await stage.day.run(() => false, 30);
      const { finished } = stage.day.log;
      problems.push(...unless(finished.length === 3 && stage.isAtZero(), `${finished.length} finished while paused`));
      await setPause(stage, "running");
      return { problems: [...problems, ...(await toTheEnd(stage, 30))] };
    },
  },
  {
    name: "a-broken-image-and-its-repair",
    title: "Three videos and an image that cannot be pulled; then a deploy of a good one",
    options: { isBroken: (image) => image.endsWith(":1.10.0") },
    play: async (stage) => {
      await submit(stage, 3, 3);
      await stage.day.run(() => stage.day.alarms.rang.has("Megadetector-circuit-open"), 40);
      const problems = unless((await alarmActs(stage)) === false, "the circuit is not open");
      const booted = stage.day.fleet.instances.size;
      await deploy(stage, {
        ContainerImage: "168552337187.dkr.ecr.us-west-2.amazonaws.com/mbari/strongsort-yolov5:1.11.0",
      });
      problems.push(...unless((await alarmActs(stage)) === true, "the deploy has not closed the circuit"));
      problems.push(...unless(booted <= 5, `${booted} instances booted for a broken image`));
      return { problems: [...problems, ...(await toTheEnd(stage, 60))] };
    },
  },
  {
    name: "a-new-image-midway",
    title: "Four videos, a new image midway, two more videos",
    play: async (stage) => {
      await submit(stage, 4, 8);
      const problems = await untilAtWork(stage, 3);
      await deploy(stage, {
        ContainerImage: "168552337187.dkr.ecr.us-west-2.amazonaws.com/mbari/strongsort-yolov5:1.11.0",
      });
      await stage.day.run(() => stage.isWorkedOff(), 30);
      await submit(stage, 2, 3);
      problems.push(...(await toTheEnd(stage, 60)));
      const revisions = new Set(
        stage.day.journal.lines.flatMap((line) => /task-definition\/\S+:(\d+) on/.exec(line)?.[1] ?? []),
      );
      return { problems: [...problems, ...unless(revisions.size === 2, `workers of ${revisions.size} revisions ran`)] };
    },
  },
  {
    name: "terraform-apply-midway",
    title: "Four videos, terraform apply midway",
    play: async (stage) => {
      await submit(stage, 4, 5);
      const problems = await untilAtWork(stage, 3);
      const planned = await deploy(stage, {});
      problems.push(...unless(planned.length === 0, `a plan midway shows ${planned.join(", ")}`));
      return { problems: [...problems, ...(await toTheEnd(stage, 60))] };
    },
  },
  {
    name: "a-smaller-FleetSize-midway",
    title: "Six videos; FleetSize becomes 1 midway",
    play: async (stage) => {
      await submit(stage, 6, 6);
      const problems = await untilAtWork(stage, 3);
      await deploy(stage, { FleetSize: 1 });
      problems.push(...(await toTheEnd(stage, 90)));
      const late = stage.day.timeline.moments.filter(({ instances }) => instances === 1).length;
      return { problems: [...problems, ...unless(late > 5, "the fleet did not become one instance")] };
    },
  },
  {
    name: "the-clients-shutdown-midway",
    title: "Four videos; the client's ecsshutdown midway",
    play: async (stage) => {
      const [, , , waiting = ""] = await submit(stage, 4, 5);
      const problems = await untilAtWork(stage, 3);
      await drive({ folder: stage.project.folder, environment: stage.project.environment }, "shutdown", onDemand);
      problems.push(...(await toTheEnd(stage, 120)));
      return {
        problems,
        // docs/clients.md: it reports one waiting video as failed, twice, and leaves it in the queue; and it allows six.
        letters: { [waiting]: 2 },
        plan: ["aws_autoscaling_group.fleet will be updated in-place", "~ max_size = 6 -> 3"],
      };
    },
  },
  {
    name: "destroy-with-work-running",
    title: "Three videos; destroyed midway",
    play: async (stage) => {
      await submit(stage, 3, 10);
      const problems = await untilAtWork(stage, 3);
      const destroyed = await stage.project.model("destroy", onDemand, "--abandon-videos", "--auto-approve");
      problems.push(...unless(destroyed.status === 0, destroyed.stderr));
      await stage.day.run(() => false, 15);
      const left = stage.day.fleet.present.length + stage.day.fleet.tasks.length;
      return { isGone: true, problems: [...problems, ...unless(left === 0, `${left} instances and workers are left`)] };
    },
  },
];
