import fc from "fast-check";
import { readIdleStack, readStack } from "../../forecast/read-stack";
import { anySpec } from "../constructs/any-spec";
import { sampleSpec } from "../constructs/sample";
import { jsonOf, settingsCompared } from "./compared";
import { runs } from "../runs";

test("what a stack's JSON says is what its model says", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      expect(readStack(jsonOf(spec))).toMatchObject({
        stackName: spec.stackName,
        region: spec.region,
        instanceType: spec.instanceTypes[0]?.name,
        spot: spec.spot,
        fleetSize: spec.fleetSize,
        gpusPerTask: spec.gpusPerTask,
        gpusPerInstance: spec.workersPerInstance * spec.gpusPerTask,
        rootVolumeGib: spec.rootVolumeGib,
        visibilitySeconds: spec.timeoutSeconds,
        stopTimeoutSeconds: spec.timeoutSeconds,
        maxReceiveCount: spec.maxReceiveCount,
        waitingVideosPerInstance: spec.waitingVideosPerInstance,
        keepWarmSeconds: spec.keepWarmSeconds,
      });
    }),
    runs(6),
  );
});

test("alarm, steps, warm-up and what wakes the reconciler", () => {
  expect(settingsCompared()).toMatchObject({
    alarm: { statistic: "Maximum", periodSeconds: 60, threshold: 1, missingData: "notBreaching" },
    warmupSeconds: 900,
    wakes: { everySeconds: 60, onActiveInstance: true, onStoppedTask: true },
  });
  const { steps } = settingsCompared();
  expect(steps).toHaveLength(10);
  expect(steps[0]).toEqual({ lower: 0, upper: 1, change: 1 });
  expect(steps[9]).toEqual({ lower: 9, change: 10 });
});

test("an image is near only in the ECR of the stack's own region", () => {
  const inRegion = (containerImage: string) => readStack(jsonOf(sampleSpec({ containerImage }))).imageInRegion;
  expect(inRegion("123456789012.dkr.ecr.us-west-2.amazonaws.com/detector:1")).toBe(true);
  expect(inRegion("123456789012.dkr.ecr.us-east-1.amazonaws.com/detector:1")).toBe(false);
  expect(inRegion("docker.io/team/detector:1")).toBe(false);
});

test("what an idle stack costs is counted, not remembered", () => {
  const json = jsonOf(sampleSpec());
  const idle = readIdleStack(json, 1.5);
  expect(idle).toMatchObject({ dashboards: 1, functionMib: 256, functionIsArm: true, functionSeconds: 1.5 });
  expect(idle.alarms).toBeGreaterThanOrEqual(Object.keys(json.resource.aws_cloudwatch_metric_alarm ?? {}).length);
});

test("JSON of another kind is refused with what it lacks", () => {
  const { provider, resource } = jsonOf(sampleSpec());
  const without = (type: string) => readStack({ provider, resource: { ...resource, [type]: {} } });
  expect(() => without("aws_lambda_function")).toThrow("The stack's JSON has 0 aws_lambda_function (one), not one.");
  expect(() => readStack({ provider: { aws: [] }, resource })).toThrow("The stack's JSON lacks a region.");
});
