import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { namesOf, pauseParameter } from "../../../constructs/names";
import { drive } from "../../client-driver";
import { applyPlan, plan } from "../../plan";
import { onDemand, timeoutHours } from "../deployed";
import type { Scenario } from "../scenario";
import type { Stage } from "../stage";
import { submit, toTheEnd, unless, untilAtWork } from "./steps";

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

/** Days on which somebody does something to a stack that works. */
export const interventions: readonly Scenario[] = [
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
      const since = stage.day.clock.now;
      return { foreseen: { since }, problems: [...problems, ...(await toTheEnd(stage, 30))] };
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
      const since = stage.day.clock.now;
      await deploy(stage, {
        ContainerImage: "168552337187.dkr.ecr.us-west-2.amazonaws.com/mbari/strongsort-yolov5:1.11.0",
      });
      problems.push(...unless((await alarmActs(stage)) === true, "the deploy has not closed the circuit"));
      problems.push(...unless(booted <= 5, `${booted} instances booted for a broken image`));
      return { foreseen: { since, orSooner: true }, problems: [...problems, ...(await toTheEnd(stage, 60))] };
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
      return {
        // The forecast takes the stack as it is now: one instance from the beginning.
        foreseen: { orSooner: true },
        problems: [...problems, ...unless(late > 5, "the fleet did not become one instance")],
      };
    },
  },
  {
    name: "the-clients-shutdown-midway",
    title: "Four videos; the client's ecsshutdown midway",
    play: async (stage) => {
      const [, , , waiting = ""] = await submit(stage, 4, 5);
      const problems = await untilAtWork(stage, 3);
      // It receives the waiting video and leaves it in flight.
      const since = stage.day.clock.now + timeoutHours * 3_600_000;
      await drive({ folder: stage.project.folder, environment: stage.project.environment }, "shutdown", onDemand);
      problems.push(...(await toTheEnd(stage, 120)));
      return {
        problems,
        foreseen: { since },
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
