import { GetQueueAttributesCommand, ListQueuesCommand } from "@aws-sdk/client-sqs";
import type { DayClock } from "../clock";
import { textOf } from "../iam/parameters";
import type { Api } from "./api";
import type { Done } from "./gateway";
import type { Metrics } from "./metrics";

interface Traffic {
  sent: number;
  received: number;
  deleted: number;
  /** When each message that is still there was sent, by its id. */
  readonly sentAt: Map<string, number>;
  readonly idOfReceipt: Map<string, string>;
}

interface Counts {
  readonly visible: number;
  readonly notVisible: number;
  readonly delayed: number;
}

/** SQS's metrics: the counts of the real queues, and the calls that passed ("Available CloudWatch metrics for Amazon SQS"). */
export class Queues {
  /** The latest counts, by queue. */
  readonly counts = new Map<string, Counts>();
  private readonly traffic = new Map<string, Traffic>();

  constructor(
    private readonly api: Api,
    private readonly clock: DayClock,
    private readonly metrics: Metrics,
  ) {}

  hear({ action, parameters, body }: Done): void {
    if (!action.startsWith("sqs:")) return;
    const traffic = this.trafficOf(textOf(parameters, "QueueUrl").split("/").at(-1) ?? "");
    const answer = () => JSON.parse(body.toString() || "{}") as Record<string, unknown>;
    if (action === "sqs:SendMessage") {
      traffic.sent++;
      traffic.sentAt.set(String(answer().MessageId), this.clock.now);
    } else if (action === "sqs:ReceiveMessage") {
      const messages = (answer().Messages ?? []) as { MessageId: string; ReceiptHandle: string }[];
      traffic.received += messages.length;
      for (const { MessageId, ReceiptHandle } of messages) traffic.idOfReceipt.set(ReceiptHandle, MessageId);
    } else if (action === "sqs:DeleteMessage") {
      traffic.deleted++;
      traffic.sentAt.delete(traffic.idOfReceipt.get(textOf(parameters, "ReceiptHandle")) ?? "");
    }
  }

  /** Looks at every queue. */
  async look(): Promise<void> {
    const { QueueUrls = [] } = await this.api.sqs.send(new ListQueuesCommand({}));
    const names = QueueUrls.map((url) => url.split("/").at(-1) ?? "");
    for (const name of this.counts.keys()) if (!names.includes(name)) this.counts.delete(name);
    for (const name of names) {
      const ask = new GetQueueAttributesCommand({ QueueUrl: name, AttributeNames: ["All"] });
      const { Attributes: known = {} } = await this.api.sqs.send(ask);
      this.counts.set(name, {
        visible: Number(known.ApproximateNumberOfMessages),
        notVisible: Number(known.ApproximateNumberOfMessagesNotVisible),
        delayed: Number(known.ApproximateNumberOfMessagesDelayed),
      });
    }
  }

  /** The metrics of the minute that has just ended. */
  async publish(minute: number): Promise<void> {
    await this.look();
    for (const [QueueName, { visible, notVisible, delayed }] of this.counts) {
      const traffic = this.trafficOf(QueueName);
      if (visible + notVisible + delayed === 0) traffic.sentAt.clear();
      const oldest = Math.min(this.clock.now, ...traffic.sentAt.values());
      const values = {
        ApproximateNumberOfMessagesVisible: visible,
        ApproximateNumberOfMessagesNotVisible: notVisible,
        ApproximateNumberOfMessagesDelayed: delayed,
        ApproximateAgeOfOldestMessage: Math.round((this.clock.now - oldest) / 1000),
        NumberOfMessagesSent: traffic.sent,
        NumberOfMessagesReceived: traffic.received,
        NumberOfMessagesDeleted: traffic.deleted,
      };
      Object.assign(traffic, { sent: 0, received: 0, deleted: 0 });
      await this.metrics.publish("AWS/SQS", { QueueName }, values, minute);
    }
  }

  private trafficOf(name: string): Traffic {
    const traffic = this.traffic.get(name) ?? {
      sent: 0,
      received: 0,
      deleted: 0,
      sentAt: new Map<string, number>(),
      idOfReceipt: new Map<string, string>(),
    };
    this.traffic.set(name, traffic);
    return traffic;
  }
}
