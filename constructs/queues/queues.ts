import { SqsQueue, type SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import type { ModelSpec } from "../../models/format/spec";
import type { Names } from "../names";
import type { Place } from "../place";
import { onlyTls, policy } from "../policy";

export interface QueuesProps {
  readonly spec: ModelSpec;
  readonly names: Names;
  readonly place: Place;
}

/** SQS's longest. */
const fourteenDays = 14 * 24 * 60 * 60;

/**
 * The three FIFO queues of the client's contract: `video` brings work, `track` tells of results, `dead` keeps what failed.
 *
 * All attributes are arguments of the queue itself: as resources of their own each would wait 25 s more in every apply.
 */
export class Queues extends Construct {
  readonly video: SqsQueue;
  readonly track: SqsQueue;
  readonly dead: SqsQueue;

  constructor(scope: Construct, id: string, props: QueuesProps) {
    super(scope, id);
    const { spec, names, place } = props;
    const queue = (id: string, name: string, config: SqsQueueConfig) =>
      new SqsQueue(this, id, {
        name,
        fifoQueue: true,
        // The client sends no deduplication id.
        contentBasedDeduplication: true,
        sqsManagedSseEnabled: true,
        messageRetentionSeconds: fourteenDays,
        policy: policy(onlyTls("sqs:*", [place.arn("sqs", name)])),
        ...config,
      });

    // The client's monitor reads `track` and `dead` without deleting. So neither has a redrive of its own, which would
    // count the reads as tries, and what was read comes back before the next report.
    const readByMonitor: SqsQueueConfig = { visibilityTimeoutSeconds: 900 };
    this.dead = queue("dead", names.deadQueue, {
      ...readByMonitor,
      redriveAllowPolicy: JSON.stringify({
        redrivePermission: "byQueue",
        sourceQueueArns: [place.arn("sqs", names.videoQueue)],
      }),
    });
    this.track = queue("track", names.trackQueue, readByMonitor);
    this.video = queue("video", names.videoQueue, {
      visibilityTimeoutSeconds: spec.timeoutSeconds,
      // A short poll may answer "empty" while videos wait, and the worker would leave ("Amazon SQS short and long polling").
      receiveWaitTimeSeconds: 10,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: place.arn("sqs", names.deadQueue),
        maxReceiveCount: spec.maxReceiveCount,
      }),
      dependsOn: [this.dead],
    });
  }
}
