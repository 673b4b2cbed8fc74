import { DescribeAutoScalingGroupsCommand, DescribeAutoScalingInstancesCommand } from "@aws-sdk/client-auto-scaling";
import { DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { GetBucketPolicyCommand } from "@aws-sdk/client-s3";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { Lookup, Place } from "../iam/asked";
import { elements, unescapeXml } from "../iam/roles";
import type { Api } from "./api";

/** The policy of a queue, a bucket or a topic; undefined where it has none. */
export async function policyOf(api: Api, resource: string): Promise<string | undefined> {
  const [, , service, , , name = ""] = resource.split(":");
  try {
    if (service === "sqs") {
      const ask = new GetQueueAttributesCommand({ QueueUrl: name, AttributeNames: ["Policy"] });
      return (await api.sqs.send(ask)).Attributes?.Policy;
    }
    if (service === "s3") return (await api.s3.send(new GetBucketPolicyCommand({ Bucket: name.split("/")[0] }))).Policy;
    if (service === "sns") {
      const values = elements(await api.query("sns", "GetTopicAttributes", { TopicArn: resource }), "value");
      return values.map(unescapeXml).find((value) => value.includes('"Statement"'));
    }
    return undefined;
  } catch {
    return undefined;
  }
}

export function lookupIn(api: Api, { region, account }: Place): Lookup {
  return {
    async groupArn(group) {
      const name = "name" in group ? group.name : await groupOf(api, group.instanceId);
      const ask = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
      const [found] = (await api.autoScaling.send(ask)).AutoScalingGroups ?? [];
      const none = `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:none:autoScalingGroupName/${name}`;
      return found?.AutoScalingGroupARN ?? none;
    },
    async taskDefinition(name) {
      const ask = new DescribeTaskDefinitionCommand({ taskDefinition: name });
      const found = (await api.ecs.send(ask).catch(() => undefined))?.taskDefinition;
      const roles = [found?.taskRoleArn, found?.executionRoleArn].filter((role) => role !== undefined);
      return { arn: found?.taskDefinitionArn ?? name, roles };
    },
  };
}

async function groupOf(api: Api, instanceId: string): Promise<string> {
  const ask = new DescribeAutoScalingInstancesCommand({ InstanceIds: [instanceId] });
  return (await api.autoScaling.send(ask)).AutoScalingInstances?.[0]?.AutoScalingGroupName ?? "none";
}
