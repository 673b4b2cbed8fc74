import {
  CreateAutoScalingGroupCommand,
  DescribePoliciesCommand,
  PutScalingPolicyCommand,
  type AutoScalingClient,
} from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateCommand, DescribeSubnetsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { CreateClusterCommand, RegisterTaskDefinitionCommand, type ECSClient } from "@aws-sdk/client-ecs";
import { CreateBucketCommand, type S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { bucketName, namesOf } from "../../../constructs/names";

// What Megadetector's stack consists of, as far as commands look at it.
export const names = namesOf("Megadetector");
export const trackBucket = bucketName("Megadetector", "track", "123456789012", "us-west-2");
export const family = "strongsort-yolov5";

export async function makeQueues(sqs: SQSClient): Promise<void> {
  const fifo = { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "900" };
  const create = (QueueName: string, more: Record<string, string> = {}) =>
    sqs.send(new CreateQueueCommand({ QueueName, Attributes: { ...fifo, ...more } }));
  await create(names.deadQueue);
  await create(names.trackQueue);
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: names.deadQueue, AttributeNames: ["QueueArn"] }),
  );
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 3 });
  await create(names.videoQueue, { VisibilityTimeout: "7200", RedrivePolicy });
}

export async function makeTrackBucket(s3: S3Client): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: "us-west-2" } as const;
  await s3.send(new CreateBucketCommand({ Bucket: trackBucket, CreateBucketConfiguration }));
}

/** @returns the ARN of the policy that lets the group grow */
export async function makeGroup(autoScaling: AutoScalingClient, ec2: EC2Client): Promise<string> {
  const LaunchTemplateData = { ImageId: "ami-12c6146b", InstanceType: "g4dn.xlarge" } as const;
  await ec2.send(new CreateLaunchTemplateCommand({ LaunchTemplateName: names.group, LaunchTemplateData }));
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  await autoScaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: names.group,
      MinSize: 0,
      MaxSize: 2,
      VPCZoneIdentifier: Subnets.map(({ SubnetId }) => SubnetId).join(),
      NewInstancesProtectedFromScaleIn: true,
      MixedInstancesPolicy: {
        InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 100 },
        LaunchTemplate: {
          LaunchTemplateSpecification: { LaunchTemplateName: names.group },
          Overrides: [{ InstanceType: "g4dn.xlarge" }],
        },
      },
    }),
  );
  await autoScaling.send(
    new PutScalingPolicyCommand({
      AutoScalingGroupName: names.group,
      PolicyName: "out",
      PolicyType: "StepScaling",
      AdjustmentType: "ChangeInCapacity",
      StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
    }),
  );
  const { ScalingPolicies = [] } = await autoScaling.send(
    new DescribePoliciesCommand({ AutoScalingGroupName: names.group }),
  );
  return ScalingPolicies[0]?.PolicyARN ?? "";
}

export async function makeCluster(ecs: ECSClient): Promise<void> {
  await ecs.send(new CreateClusterCommand({ clusterName: names.cluster }));
  const resourceRequirements = [{ type: "GPU", value: "1" } as const];
  const container = { name: "Megadetector", image: "i", memoryReservation: 3072, resourceRequirements };
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family,
      requiresCompatibilities: ["EC2"],
      containerDefinitions: [container],
    }),
  );
}
