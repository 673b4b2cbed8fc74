import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import type { ModelSpec } from "../../models/format/spec";
import { handlerName } from "../../reconciler/code";
import { environmentOf } from "../../reconciler/settings";
import type { Buckets } from "../queues/buckets";
import type { Fleet } from "../fleet/fleet";
import type { Growth } from "./growth";
import type { Names } from "../names";
import type { Pause } from "../fleet/pause";
import type { Place } from "../place";
import type { Queues } from "../queues/queues";
import { ReconcilerRole } from "./reconciler-role";
import { ReconcilerTriggers } from "./reconciler-triggers";
import type { Worker } from "../worker/worker";

/** The function's zip on disk. */
export interface ReconcilerCode {
  /** Absolute; it is copied beside the stack's JSON. */
  readonly path: string;
  /** SHA-256 of the zip in base64. */
  readonly sha256: string;
}

export interface ReconcilerProps {
  readonly spec: ModelSpec;
  readonly names: Names;
  readonly place: Place;
  readonly fleet: Fleet;
  readonly buckets: Buckets;
  readonly queues: Queues;
  readonly worker: Worker;
  readonly growth: Growth;
  readonly pause: Pause;
  readonly code: ReconcilerCode;
}

/**
 * The Lambda function that lets instances work and leave. It looks every minute, at the cluster's events and at uploads. Overlapping
 * runs do no harm, so its concurrency is not reserved: new accounts have none to reserve.
 */
export class Reconciler extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: ReconcilerProps) {
    super(scope, id);
    const { spec, names, place, fleet, buckets, queues, worker, growth, pause, code } = props;
    const log = new CloudwatchLogGroup(this, "log", {
      name: `/aws/lambda/${names.reconciler}`,
      retentionInDays: spec.logRetentionDays,
    });
    const role = new ReconcilerRole(this, "role", { spec, names, place });
    const zip = new TerraformAsset(this, "code", {
      path: code.path,
      type: AssetType.FILE,
      assetHash: Buffer.from(code.sha256, "base64").toString("hex"),
    });
    this.function = new LambdaFunction(this, "Default", {
      functionName: names.reconciler,
      description: `Starts workers of ${spec.stackName} and lets its instances leave when their work is done`,
      role: role.role.arn,
      // The longest supported runtime that both provider versions of this project know ("Lambda runtimes").
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: handlerName,
      filename: zip.path,
      sourceCodeHash: code.sha256,
      memorySize: 256,
      // Less than a minute, so that the runs of the schedule do not overlap; the rest of a long one is the next one's.
      timeout: 55,
      environment: {
        variables: environmentOf({
          cluster: names.cluster,
          group: fleet.group.name,
          queueUrl: queues.video.url,
          alarm: growth.alarm.alarmName,
          pauseParameter: pause.parameter.name,
          taskDefinitionArn: worker.taskDefinition.arn,
          fleetSize: spec.fleetSize,
          workersPerInstance: spec.workersPerInstance,
          gpusPerTask: spec.gpusPerTask,
          waitingVideosPerInstance: spec.waitingVideosPerInstance,
          keepWarmSeconds: spec.keepWarmSeconds,
          timeoutSeconds: spec.timeoutSeconds,
          ...(spec.debug?.exec && { exec: true }),
        }),
      },
      dependsOn: [log, role.permissions],
    });
    new LambdaFunctionEventInvokeConfig(this, "no-retry", {
      functionName: this.function.functionName,
      // The next look comes within a minute and sees more.
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: 60,
    });
    new ReconcilerTriggers(this, "on", { names, place, buckets, function: this.function });
  }
}
