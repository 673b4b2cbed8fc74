import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { Construct } from "constructs";
import type { Place } from "../place";
import { onlyTls, policy } from "../policy";

export interface AlarmTopicProps {
  readonly name: string;
  readonly place: Place;
  /** Is mailed what comes to the topic. */
  readonly notifyEmail?: string;
}

/** Makes the topic that alarms of this account are sent to, as parts `topic`, `topic-policy` and `email` of a construct. */
export function alarmTopic(scope: Construct, { name, place, notifyEmail }: AlarmTopicProps): SnsTopic {
  // Not encrypted: with AWS's own key CloudWatch's messages are dropped without a word, and a key of one's own costs a
  // dollar a month ("Encrypting messages with Amazon SNS"). They hold names and numbers, no data.
  const topic = new SnsTopic(scope, "topic", { name });
  const topicArn = place.arn("sns", name);
  new SnsTopicPolicy(scope, "topic-policy", {
    arn: topic.arn,
    policy: policy(
      {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": place.accountId } },
      },
      onlyTls("sns:Publish", [topicArn]),
    ),
  });
  if (notifyEmail) {
    new SnsTopicSubscription(scope, "email", { topicArn: topic.arn, protocol: "email", endpoint: notifyEmail });
  }
  return topic;
}
