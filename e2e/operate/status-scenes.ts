import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { deployed, grantGpuVcpus, hour, minute, s3, type Scene, working } from "./scene";
import { shortage } from "./shortage";

const status = ["status", "Megadetector"] as const;
const image = "123456789012.dkr.ecr.us-west-2.amazonaws.com/mbari/strongsort-yolov5:1.10.0";

/** Before a deploy. */
export const checkScenes: readonly Scene[] = [
  { id: "check-good", commands: [["check", "Megadetector"]] },
  {
    id: "check-bad",
    commands: [["check", "Megadetector"]],
    play: async (_, { stage }) => {
      await grantGpuVcpus(stage.account, 0);
      await s3(stage.account).send(
        new DeleteObjectCommand({ Bucket: "deepsea-ai-123456789012-models", Key: "Megadetector.pt" }),
      );
      stage.between.refuse("ecr:DescribeImages");
    },
  },
];

/** How a stack can be. */
export const statusScenes: readonly Scene[] = [
  { id: "not-deployed", commands: [status] },
  {
    id: "unreachable",
    commands: [status],
    endpoint: "http://127.0.0.1:9",
  },
  { id: "empty", commands: [status], play: (stack) => deployed(stack) },
  {
    id: "waiting",
    commands: [status],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await stack.submit("dive/V4361_1.mp4", "dive/V4361_2.mp4", "dive/V4361_3.mp4");
      await stack.order(2);
      await clock.pass(95);
      await stack.oldest(140);
    },
  },
  {
    id: "running",
    commands: [status, ["cost", "Megadetector"]],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await working(stack, clock);
      await clock.pass(21 * minute);
      await stack.oldest(25 * minute);
    },
  },
  {
    id: "quota",
    commands: [status],
    play: async (stack, { stage, clock }) => {
      await deployed(stack);
      await grantGpuVcpus(stage.account, 0);
      await stack.submit("dive/V4361_1.mp4");
      await stack.order(1);
      await clock.pass(12 * minute);
      await stack.oldest(13 * minute);
    },
  },
  {
    id: "capacity",
    commands: [status],
    play: async (stack, { stage, clock }) => {
      await deployed(stack);
      await grantGpuVcpus(stage.account, 0); // so that the emulator launches nothing either
      await stack.submit("dive/V4361_1.mp4");
      await stack.order(1);
      await clock.pass(12 * minute);
      await stack.oldest(12 * minute);
      stage.between.answer(
        "autoscaling:DescribeScalingActivities",
        shortage(new Date(Date.now() - 2 * minute * 1000), 3),
      );
    },
  },
  {
    id: "image",
    commands: [status],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await stack.submit("dive/V4361_1.mp4");
      await stack.order(1);
      await clock.pass(2 * minute);
      await stack.agents.register();
      const reason = `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${image}: not found`;
      await stack.agents.failedToStart(await stack.placeWorker(), reason);
      await clock.pass(2 * minute);
      await stack.oldest(4 * minute);
    },
  },
  {
    id: "crash",
    commands: [status],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await stack.submit("dive/V4361_1.mp4");
      await stack.order(1);
      await clock.pass(2 * minute);
      await stack.agents.register();
      const task = await stack.placeWorker();
      await stack.agents.started(task);
      await clock.pass(2 * minute);
      await stack.agents.ended(task, "Megadetector", 1);
      await clock.pass(minute);
      await stack.oldest(5 * minute);
    },
  },
  {
    id: "circuit",
    commands: [status],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await stack.submit("dive/V4361_1.mp4");
      await stack.order(1);
      await stack.agents.register();
      for (let failures = 0; failures < 5; failures++) {
        const task = await stack.placeWorker();
        await clock.pass(minute);
        await stack.agents.started(task);
        await stack.agents.ended(task, "Megadetector", 1);
      }
      await stack.reconcile(Date.now() / 1000);
      await stack.setAlarm("circuit-open", "ALARM");
      await clock.pass(10 * minute);
      await stack.oldest(15 * minute);
    },
  },
  {
    id: "alarms",
    commands: [status],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await stack.bury("dive/V4361_1.mp4");
      await clock.pass();
      await stack.setAlarm("dead-letters", "ALARM");
      await clock.pass(2 * hour);
    },
  },
  {
    id: "idle-instances",
    commands: [status],
    play: async (stack, { clock }) => {
      await deployed(stack);
      await stack.order(1);
      await stack.agents.register();
      await clock.pass(50 * minute);
      await stack.setAlarm("idle-instances", "ALARM");
      await clock.pass(3 * minute);
    },
  },
];
