import { type AlarmSettings } from "../alarm";
import { watchAlarm } from "../alarm-watch";
import { type Design, stackPlant } from "../design";
import { manageScaling } from "../managed-scaling";
import { Service } from "../service";

const aMinute = { statistic: "Maximum", periodSeconds: 60, missingData: "notBreaching" } as const;
const waiting: AlarmSettings = {
  ...aMinute,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  comparison: "GreaterThanOrEqualToThreshold",
  threshold: 1,
};

/**
 * What AWS's pieces give when they are put together with care: an ECS service that asks for a task per waiting video, a
 * capacity provider whose managed scaling brings and ends instances, and a scale-in that waits until no video waits or is
 * in flight for five minutes, because an ECS service stops tasks without asking what they do.
 */
export const managedScalingDesign: Design = {
  name: "service, alarms, managed scaling",
  plant: stackPlant,
  operate(world, stack) {
    const service = new Service(world, 0, stack.fleetSize);
    manageScaling(world, service, { warmupSeconds: 300 });
    watchAlarm(world, "managed out", waiting, (value) => {
      const { inFlight } = world.queue.countsAt(world.clock.now - world.physics.metricPublish);
      service.setDesired(Math.max(service.desired, Math.min(stack.fleetSize, inFlight + value)));
    });
    let emptyMinutes = 0;
    world.clock.every(60, 60 * world.random("managed in"), () => {
      emptyMinutes = world.queue.isWorkedOff ? emptyMinutes + 1 : 0;
      if (emptyMinutes >= 5) service.setDesired(0);
    });
  },
};
