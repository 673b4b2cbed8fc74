import { type AlarmSettings } from "../alarm";
import { watchAlarm } from "../alarm-watch";
import { type Design, stackPlant } from "../design";
import { Service } from "../service";
import { desiredAfterScaleOut } from "../step-scaling";

const waiting = { comparison: "GreaterThanOrEqualToThreshold", threshold: 1, missingData: "notBreaching" } as const;
const onePeriod = { statistic: "Average", evaluationPeriods: 1, datapointsToAlarm: 1 } as const;
const scaleOut: AlarmSettings = { ...onePeriod, ...waiting, periodSeconds: 300 };
const scaleIn: AlarmSettings = {
  ...onePeriod,
  periodSeconds: 180 * 60,
  comparison: "LessThanOrEqualToThreshold",
  threshold: 0,
  missingData: "breaching",
};

/**
 * The elastic video processing stack that this project replaces, read from its source (mbari-org/deepsea-ai,
 * cdk/app/lib/ecs_task_autoscaling.ts): one task and one instance more per five minutes of a waiting average of one; one
 * instance less after three hours without a waiting video, whatever it works on; tasks are never scaled in.
 */
export const earlierStack: Design = {
  name: "earlier stack",
  plant(stack, limits) {
    const plant = stackPlant(stack, limits);
    return {
      ...plant,
      group: { ...plant.group, protectedFromScaleIn: false },
      cluster: { ...plant.cluster, stopTimeoutSeconds: 60 },
      queue: { ...plant.queue, maxReceiveCount: 600 },
    };
  },
  operate(world, stack) {
    const service = new Service(world, 0, stack.fleetSize);
    watchAlarm(world, "earlier tasks", scaleOut, () => service.step(1, 300));
    watchAlarm(world, "earlier out", scaleOut, () => {
      const { group } = world;
      group.setDesired(desiredAfterScaleOut(group.desired, group.warmedUp(300), 1, stack.fleetSize));
    });
    watchAlarm(world, "earlier in", scaleIn, () => {
      if (world.group.desired > 0 && world.group.members.length > 0) world.group.setDesired(world.group.desired - 1);
    });
  },
};
