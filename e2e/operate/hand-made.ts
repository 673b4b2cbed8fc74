import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
  PutScalingPolicyCommand,
  SetDesiredCapacityCommand,
  SuspendProcessesCommand,
  TerminateInstanceInAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateLaunchTemplateCommand, DescribeSubnetsCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  CreateClusterCommand,
  ECSClient,
  DescribeTaskDefinitionCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
} from "@aws-sdk/client-ecs";
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { bucketName, namesOf, pauseParameter } from "../../constructs/names";
import type { Emulator } from "../../emulator/emulator";
import { act } from "../../reconciler/act";
import type { Clients } from "../../reconciler/clients";
import { decide } from "../../reconciler/decide";
import { observe } from "../../reconciler/observe";
import { reportLines } from "../../reconciler/report";
import type { Configuration } from "../../reconciler/settings";
import { reach } from "../account";
import { Agents } from "../../emulator/agents";

export const names = namesOf("Megadetector");
export const trackBucket = bucketName("Megadetector", "track", "123456789012", "us-west-2");

/** The parts of a deployed Megadetector that commands look at, made by API in a moment instead of by Terraform in a minute. */
export class HandMade {
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  readonly ecs: ECSClient;
  private readonly autoScaling: AutoScalingClient;
  private readonly cloudWatch: CloudWatchClient;
  readonly agents: Agents;

  constructor(private readonly account: Emulator) {
    this.sqs = new SQSClient(reach(account));
    this.s3 = new S3Client({ ...reach(account), forcePathStyle: true });
    this.ecs = new ECSClient(reach(account));
    this.autoScaling = new AutoScalingClient(reach(account));
    this.cloudWatch = new CloudWatchClient(reach(account));
    this.agents = new Agents(account, names.cluster, names.group);
  }

  async make(): Promise<void> {
    await this.makeQueues();
    await this.s3.send(
      new CreateBucketCommand({ Bucket: trackBucket, CreateBucketConfiguration: { LocationConstraint: "us-west-2" } }),
    );
    await this.makeGroup();
    await this.ecs.send(new CreateClusterCommand({ clusterName: names.cluster }));
    await this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: "strongsort-yolov5",
        requiresCompatibilities: ["EC2"],
        containerDefinitions: [
          {
            name: "Megadetector",
            image: "i",
            memoryReservation: 3072,
            resourceRequirements: [{ type: "GPU", value: "1" }],
          },
        ],
      }),
    );
    await this.pause("running");
  }

  private async makeQueues(): Promise<void> {
    const fifo = { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "900" };
    const create = (QueueName: string, more: Record<string, string> = {}) =>
      this.sqs.send(new CreateQueueCommand({ QueueName, Attributes: { ...fifo, ...more } }));
    await create(names.deadQueue);
    await create(names.trackQueue);
    const { Attributes } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: names.deadQueue, AttributeNames: ["QueueArn"] }),
    );
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 3 });
    await create(names.videoQueue, { VisibilityTimeout: "7200", RedrivePolicy });
  }

  private async makeGroup(): Promise<void> {
    const ec2 = new EC2Client(reach(this.account));
    const LaunchTemplateData = { ImageId: "ami-12c6146b", InstanceType: "g4dn.xlarge" } as const;
    await ec2.send(new CreateLaunchTemplateCommand({ LaunchTemplateName: names.group, LaunchTemplateData }));
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    await this.autoScaling.send(
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
    await this.autoScaling.send(
      new PutScalingPolicyCommand({
        AutoScalingGroupName: names.group,
        PolicyName: "out",
        PolicyType: "StepScaling",
        AdjustmentType: "ChangeInCapacity",
        StepAdjustments: [{ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }],
      }),
    );
    const { ScalingPolicies = [] } = await this.autoScaling.send(
      new DescribePoliciesCommand({ AutoScalingGroupName: names.group }),
    );
    await this.alarm("waiting", "Videos wait: more instances.", this.scaling(ScalingPolicies[0]?.PolicyARN));
  }

  private scaling(policy = "") {
    return { AlarmActions: [policy] };
  }

  /** An alarm of the stack, which is OK. */
  async alarm(name: string, description: string, more: { AlarmActions?: string[]; ActionsEnabled?: boolean } = {}) {
    const AlarmName = `Megadetector-${name}`;
    await this.cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        AlarmDescription: description,
        Namespace: "AWS/SQS",
        MetricName: "ApproximateNumberOfMessagesVisible",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        Statistic: "Maximum",
        ComparisonOperator: "GreaterThanOrEqualToThreshold",
        ...more,
      }),
    );
    await this.setAlarm(name, "OK");
  }

  async setAlarm(name: string, StateValue: "OK" | "ALARM"): Promise<void> {
    const AlarmName = `Megadetector-${name}`;
    await this.cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "test" }));
  }

  /** What CloudWatch says of the oldest video's age. */
  async oldest(seconds: number): Promise<void> {
    const Dimensions = [{ Name: "QueueName", Value: names.videoQueue }];
    const datum = { MetricName: "ApproximateAgeOfOldestMessage", Dimensions, Value: seconds, Timestamp: new Date() };
    await this.cloudWatch.send(new PutMetricDataCommand({ Namespace: "AWS/SQS", MetricData: [datum] }));
  }

  async pause(Value: "running" | "paused"): Promise<void> {
    const ssm = new SSMClient(reach(this.account));
    await ssm.send(
      new PutParameterCommand({ Name: pauseParameter("Megadetector"), Value, Type: "String", Overwrite: true }),
    );
  }

  /** As the client submits videos. */
  async submit(...videos: string[]): Promise<void> {
    for (const video of videos) {
      const body = { video, clean: "False", user_name: "ana", job_name: "Dive 42", metadata_b64: "e30=" };
      await this.sqs.send(
        new SendMessageCommand({
          QueueUrl: names.videoQueue,
          MessageBody: JSON.stringify(body, undefined, 4),
          MessageGroupId: `20261122T080000-${video.split("/").at(-1)}`,
        }),
      );
    }
  }

  /** A worker, or the reconciler, writes lines a second apart, the last one now. */
  async write(logGroupName: string, logStreamName: string, ...texts: string[]): Promise<void> {
    const logs = new CloudWatchLogsClient(reach(this.account));
    const exists = { ResourceAlreadyExistsException: true } as const;
    const unlessThere = (error: Error) => {
      if (!(error.name in exists)) throw error;
    };
    await logs.send(new CreateLogGroupCommand({ logGroupName })).catch(unlessThere);
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })).catch(unlessThere);
    if (texts.length === 0) return;
    const start = Date.now() - 1000 * texts.length;
    const logEvents = texts.map((message, index) => ({ message, timestamp: start + 1000 * index }));
    await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  }

  /** A worker takes a video: it is in flight from now on. */
  async take(): Promise<{ readonly video: string; readonly receipt: string | undefined } | undefined> {
    const { Messages: [message] = [] } = await this.sqs.send(new ReceiveMessageCommand({ QueueUrl: names.videoQueue }));
    if (!message) return undefined;
    const { video } = JSON.parse(message.Body ?? "{}") as { video: string };
    return { video, receipt: message.ReceiptHandle };
  }

  /** All tries of a video fail: after MaxReceiveCount of them SQS moves it to the dead-letter queue. */
  async bury(...videos: string[]): Promise<void> {
    await this.submit(...videos);
    for (let tries = 0; tries < 3; tries++) {
      await Promise.all(videos.map(() => this.take()));
      await this.account.advance(7201);
    }
    await this.take();
  }

  /** A worker gives a video up, or somebody sends something else. */
  async sendDead(body: string): Promise<void> {
    const { deadQueue: QueueUrl } = names;
    await this.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: body.slice(0, 20) }));
  }

  /** Somebody reads one dead letter, which hides it from others for 15 minutes. */
  async readDead(): Promise<void> {
    await this.sqs.send(new ReceiveMessageCommand({ QueueUrl: names.deadQueue, MaxNumberOfMessages: 1 }));
  }

  /** A worker reports a video, with its result in the track bucket, or without one. */
  async report(job: string, video: string, key?: string): Promise<void> {
    const outcome = key === undefined ? { status: "FAILED" } : { status: "SUCCESS", results: key };
    const body = { video, job_name: job, metadata_b64: "", ...outcome };
    const { trackQueue: QueueUrl } = names;
    await this.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body), MessageGroupId: video }));
  }

  async putResult(Key: string, Body: string): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket: trackBucket, Key, Body }));
  }

  headResult(Key: string) {
    return this.s3.send(new HeadObjectCommand({ Bucket: trackBucket, Key }));
  }

  /** The worker is done with its video. */
  async finish(receipt: string | undefined): Promise<void> {
    await this.sqs.send(new DeleteMessageCommand({ QueueUrl: names.videoQueue, ReceiptHandle: receipt }));
  }

  async order(DesiredCapacity: number): Promise<void> {
    await this.autoScaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName: names.group, DesiredCapacity }));
  }

  async instances(): Promise<readonly string[]> {
    const { AutoScalingGroups: [group] = [] } = await this.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [names.group] }),
    );
    return (group?.Instances ?? []).flatMap(({ InstanceId }) => InstanceId ?? []);
  }

  async endInstance(InstanceId: string | undefined): Promise<void> {
    const how = { ShouldDecrementDesiredCapacity: true };
    await this.autoScaling.send(new TerminateInstanceInAutoScalingGroupCommand({ InstanceId, ...how }));
  }

  async suspendedProcesses(): Promise<readonly (string | undefined)[]> {
    const { AutoScalingGroups: [group] = [] } = await this.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [names.group] }),
    );
    return group?.SuspendedProcesses?.map(({ ProcessName }) => ProcessName) ?? [];
  }

  async suspend(process: string): Promise<void> {
    await this.autoScaling.send(
      new SuspendProcessesCommand({ AutoScalingGroupName: names.group, ScalingProcesses: [process] }),
    );
  }

  /** ARNs of the workers that should run, or are to stop. */
  async workers(desiredStatus: "RUNNING" | "STOPPED" = "RUNNING"): Promise<readonly string[]> {
    const { taskArns = [] } = await this.ecs.send(new ListTasksCommand({ cluster: names.cluster, desiredStatus }));
    return taskArns;
  }

  /** ARN of a worker that has been placed and not started yet. */
  async placeWorker(): Promise<string | undefined> {
    const { tasks } = await this.ecs.send(
      new RunTaskCommand({ cluster: names.cluster, taskDefinition: "strongsort-yolov5" }),
    );
    return tasks?.[0]?.taskArn;
  }

  /** The reconciler looks, acts and writes what it did once, as it does every minute; `now` in seconds since 1970. */
  async reconcile(now = Date.now() / 1000, different: Partial<Configuration> = {}): Promise<readonly string[]> {
    const { taskDefinition } = await this.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: "strongsort-yolov5" }),
    );
    const configuration: Configuration = {
      cluster: names.cluster,
      group: names.group,
      queueUrl: names.videoQueue,
      alarm: names.waitingAlarm,
      pauseParameter: pauseParameter("Megadetector"),
      taskDefinitionArn: taskDefinition?.taskDefinitionArn ?? "",
      fleetSize: 2,
      workersPerInstance: 1,
      gpusPerTask: 1,
      waitingVideosPerInstance: 1,
      keepWarmSeconds: 0,
      timeoutSeconds: 7200,
      ...different,
    };
    const here = reach(this.account);
    const clients: Clients = {
      autoScaling: this.autoScaling,
      cloudWatch: this.cloudWatch,
      ec2: new EC2Client(here),
      ecs: this.ecs,
      sqs: this.sqs,
      ssm: new SSMClient(here),
    };
    const { observation, unseen } = await observe(clients, configuration, now);
    if (unseen.length > 0) throw new Error(`the reconciler could not see ${unseen.join("; ")}`);
    const actions = decide(observation, configuration, now);
    const outcomes = await act({ clients, configuration, now, hasTime: () => true }, actions);
    const lines = reportLines(names.cluster, observation, unseen, outcomes, now * 1000);
    await this.write(`/aws/lambda/${names.reconciler}`, "1", ...lines);
    return outcomes.map(
      ({ action, result, detail }) => `${action.kind} ${result}${result === "failed" ? `: ${detail}` : ""}`,
    );
  }
}
