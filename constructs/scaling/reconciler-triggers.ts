import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { Construct } from "constructs";
import type { Buckets } from "../queues/buckets";
import type { Names } from "../names";
import type { Place } from "../place";

export interface ReconcilerTriggersProps {
  readonly names: Names;
  readonly place: Place;
  readonly buckets: Buckets;
  readonly function: LambdaFunction;
}

/**
 * When the function runs: each minute, and at once when a video was uploaded, for the client sends its message then, when an
 * instance can take a worker or is drained, as Spot's two minutes begin, or when a worker has ended.
 */
export class ReconcilerTriggers extends Construct {
  constructor(scope: Construct, id: string, props: ReconcilerTriggersProps) {
    super(scope, id);
    const { names, place, buckets } = props;
    new S3BucketNotification(this, "uploads", { bucket: buckets.video.bucket.id, eventbridge: true });
    const clusterArn = [place.arn("ecs", `cluster/${names.cluster}`)];
    const events = (detailType: string, detail: object) => ({
      eventPattern: JSON.stringify({
        source: ["aws.ecs"],
        "detail-type": [detailType],
        detail: { clusterArn, ...detail },
      }),
    });
    const triggers = {
      minute: { scheduleExpression: "rate(1 minute)" },
      instance: events("ECS Container Instance State Change", {
        status: ["ACTIVE", "DRAINING"],
        agentConnected: [true],
      }),
      worker: events("ECS Task State Change", { lastStatus: ["STOPPED"] }),
      upload: {
        eventPattern: JSON.stringify({
          source: ["aws.s3"],
          "detail-type": ["Object Created"],
          detail: { bucket: { name: [buckets.videoName] } },
        }),
      },
    };
    const { arn, functionName } = props.function;
    for (const [id, when] of Object.entries(triggers)) {
      const rule = new CloudwatchEventRule(this, id, { name: `${names.reconciler}-${id}`, ...when });
      new CloudwatchEventTarget(this, `${id}-target`, { rule: rule.name, arn });
      new LambdaPermission(this, `${id}-permission`, {
        statementId: id,
        action: "lambda:InvokeFunction",
        functionName,
        principal: "events.amazonaws.com",
        sourceArn: rule.arn,
      });
    }
  }
}
