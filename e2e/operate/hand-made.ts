import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
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
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient, ListTasksCommand, RunTaskCommand } from "@aws-sdk/client-ecs";
import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { pauseParameter } from "../../constructs/names";
import { Agents } from "../../emulator/agents";
import type { Emulator } from "../../emulator/emulator";
import type { Configuration } from "../../reconciler/settings";
import { reach } from "../account";
import { family, makeCluster, makeGroup, makeQueues, makeTrackBucket, names, trackBucket } from "./hand-made/parts";
import { reconcileOnce } from "./hand-made/reconcile";

/** The parts of a deployed Megadetector that commands look at, made by API in a moment instead of by Terraform in a minute. */
export class HandMade {
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  readonly ecs: ECSClient;
  private readonly autoScaling: AutoScalingClient;
  private readonly cloudWatch: CloudWatchClient;
  private readonly ec2: EC2Client;
  private readonly ssm: SSMClient;
  readonly agents: Agents;

  constructor(private readonly account: Emulator) {
    this.sqs = new SQSClient(reach(account));
    this.s3 = new S3Client({ ...reach(account), forcePathStyle: true });
    this.ecs = new ECSClient(reach(account));
    this.autoScaling = new AutoScalingClient(reach(account));
    this.cloudWatch = new CloudWatchClient(reach(account));
    this.ec2 = new EC2Client(reach(account));
    this.ssm = new SSMClient(reach(account));
    this.agents = new Agents(account, names.cluster, names.group);
  }

  async make(): Promise<void> {
    await makeQueues(this.sqs);
    await makeTrackBucket(this.s3);
    const policy = await makeGroup(this.autoScaling, this.ec2);
    await this.alarm("waiting", "Videos wait: more instances.", { AlarmActions: [policy] });
    await makeCluster(this.ecs);
    await this.pause("running");
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
    await this.ssm.send(
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
    const { tasks } = await this.ecs.send(new RunTaskCommand({ cluster: names.cluster, taskDefinition: family }));
    return tasks?.[0]?.taskArn;
  }

  /** The reconciler looks, acts and writes what it did once, as it does every minute; `now` in seconds since 1970. */
  async reconcile(now = Date.now() / 1000, different: Partial<Configuration> = {}): Promise<readonly string[]> {
    const { autoScaling, cloudWatch, ec2, ecs, sqs, ssm } = this;
    const clients = { autoScaling, cloudWatch, ec2, ecs, sqs, ssm };
    const { lines, outcomes } = await reconcileOnce(clients, now, different);
    await this.write(`/aws/lambda/${names.reconciler}`, "1", ...lines);
    return outcomes;
  }
}
