import { type AlarmSettings } from "../alarm";
import { watchAlarm } from "../alarm-watch";
import { type Design, stackPlant } from "../design";
import { manageScaling } from "../managed-scaling";
import { Service } from "../service";
import { type Step, stepChange } from "../step-scaling";

const fiveMinutes = { statistic: "Maximum", periodSeconds: 300, evaluationPeriods: 1, datapointsToAlarm: 1 } as const;
const lower: AlarmSettings = {
  ...fiveMinutes,
  comparison: "LessThanOrEqualToThreshold",
  threshold: 0,
  missingData: "missing",
};
const upper: AlarmSettings = {
  ...fiveMinutes,
  comparison: "GreaterThanOrEqualToThreshold",
  threshold: 100,
  missingData: "missing",
};
const lowerSteps: readonly Step[] = [{ upper: 0, change: -1 }];
const upperSteps: readonly Step[] = [
  { lower: 0, upper: 400, change: 1 },
  { lower: 400, change: 5 },
];

/**
 * `QueueProcessingEc2Service` of aws-cdk-lib with its defaults: at least one task for ever, one more per five minutes from
 * 100 waiting messages on and five more from 500, one less when none waits; a capacity provider with CDK's defaults. Only
 * two things differ, or no comparison were possible: its most tasks are the FleetSize instead of 2, and the visibility
 * timeout is the stack's instead of 30 s, with which every video would be handed out three times and end among the dead.
 * Its second policy, on the service's CPU, is left out: what a video takes of the CPU is not known.
 */
export const cdkDefaults: Design = {
  name: "CDK QueueProcessingEc2Service",
  plant(stack, limits) {
    const plant = stackPlant(stack, limits);
    return {
      ...plant,
      cluster: { ...plant.cluster, stopTimeoutSeconds: 30 },
      queue: { ...plant.queue, maxReceiveCount: 3 },
      group: { ...plant.group, min: 1 },
      queueAwake: true,
    };
  },
  operate(world, stack) {
    const service = new Service(world, 1, stack.fleetSize);
    manageScaling(world, service, { warmupSeconds: 300 });
    watchAlarm(world, "cdk lower", lower, (value) =>
      service.step(stepChange(lowerSteps, value - lower.threshold, "below"), 300),
    );
    watchAlarm(world, "cdk upper", upper, (value) =>
      service.step(stepChange(upperSteps, value - upper.threshold, "above"), 300),
    );
  },
};
