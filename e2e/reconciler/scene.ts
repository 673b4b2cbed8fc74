import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { DescribeTasksCommand, ECSClient, ListTasksCommand, type Task } from "@aws-sdk/client-ecs";
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { namesOf, pauseParameter } from "../../constructs/names";
import type { Emulator } from "../../emulator/emulator";
import { reach } from "../account";
import { Agents } from "../../emulator/agents";
import type { Between } from "../operate/between";
import type { DeployedFunction } from "../lambda/deployed";
import { FunctionProcess, type Invocation } from "../lambda/process";

export const stack = "Megadetector";
export const names = namesOf(stack);

/** A copy of the account in which the stack was deployed, with hands for what AWS, the workers and people do in it. */
export class Scene {
  readonly autoScaling: AutoScalingClient;
  readonly agents: Agents;
  private readonly ecs: ECSClient;
  private readonly sqs: SQSClient;
  private secondsAhead = 0;

  /** @param reconciler the function's warm process, whose calls go through `between` */
  constructor(
    private readonly account: Emulator,
    between: Between,
    private readonly reconciler: FunctionProcess,
  ) {
    between.to(account);
    this.autoScaling = new AutoScalingClient(reach(account));
    this.ecs = new ECSClient(reach(account));
    this.sqs = new SQSClient({ ...reach(account), useQueueUrlAsEndpoint: false });
    this.agents = new Agents(account, stack, names.group);
  }

  async later(minutes: number): Promise<void> {
    this.secondsAhead = await this.account.advance(minutes * 60);
  }

  /** One look of the function: it has too little time left to look again. What it did, such as `end done`, in its order. */
  async look(): Promise<string[]> {
    return actionsOf(await this.run(this.reconciler, 20));
  }

  /** One run with all of its time, in which it may look again. */
  async lookTwice(): Promise<string[]> {
    return actionsOf(await this.run(this.reconciler, 55));
  }

  /** One look that is expected to fail, by a process of its own: an SDK that was throttled stays slow. All its lines. */
  async lookInTrouble(reconciler: FunctionProcess) {
    const { lines, error } = await this.run(reconciler, 20);
    reconciler.stop();
    if (error === undefined) throw new Error("the function did not fail");
    return parsed(lines);
  }

  private run(reconciler: FunctionProcess, seconds: number): Promise<Invocation> {
    const now = () => Date.now() + this.secondsAhead * 1000;
    return reconciler.invoke({}, { now: now(), remainingMilliseconds: seconds * 1000 }, async (milliseconds) => {
      await this.later(milliseconds / 60_000);
      return now();
    });
  }

  async send(videos: number): Promise<void> {
    for (let video = 0; video < videos; video++)
      await this.sqs.send(
        new SendMessageCommand({
          QueueUrl: names.videoQueue,
          MessageBody: JSON.stringify({ video: `${video}-${this.secondsAhead}.mp4` }),
          MessageGroupId: `${video}-${this.secondsAhead}`,
        }),
      );
  }

  /** Takes videos, as workers do; returns their receipts. */
  async take(videos: number): Promise<readonly string[]> {
    const receipts: string[] = [];
    while (receipts.length < videos) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: names.videoQueue, MaxNumberOfMessages: 1, WaitTimeSeconds: 0 }),
      );
      if (Messages.length === 0) throw new Error(`only ${receipts.length} of ${videos} videos could be taken`);
      receipts.push(...Messages.flatMap(({ ReceiptHandle }) => ReceiptHandle ?? []));
    }
    return receipts;
  }

  async finish(receipts: readonly string[]): Promise<void> {
    for (const ReceiptHandle of receipts)
      await this.sqs.send(new DeleteMessageCommand({ QueueUrl: names.videoQueue, ReceiptHandle }));
  }

  /** Sends videos and lets the function bring so many instances and workers, each with a video in work. */
  async atWork(videos: number): Promise<{ readonly receipts: readonly string[]; readonly tasks: readonly Task[] }> {
    await this.send(videos);
    await this.look();
    await this.agents.register();
    await this.look();
    const tasks = await this.tasks();
    for (const { taskArn } of tasks) await this.agents.started(taskArn);
    return { receipts: await this.take(videos), tasks };
  }

  async exit({ taskArn, containers }: Task, code = 0): Promise<void> {
    await this.agents.ended(taskArn, containers?.[0]?.name ?? "", code);
  }

  /** Tasks that live, in the order in which they were placed. */
  async tasks(): Promise<readonly Task[]> {
    const arns: string[] = [];
    for (const desiredStatus of ["RUNNING", "STOPPED"] as const)
      arns.push(...((await this.ecs.send(new ListTasksCommand({ cluster: stack, desiredStatus }))).taskArns ?? []));
    if (arns.length === 0) return [];
    const { tasks = [] } = await this.ecs.send(new DescribeTasksCommand({ cluster: stack, tasks: [...new Set(arns)] }));
    return tasks.filter(({ lastStatus }) => lastStatus !== "STOPPED");
  }

  async group() {
    const { AutoScalingGroups = [] } = await this.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [names.group] }),
    );
    const { DesiredCapacity, Instances = [], SuspendedProcesses = [] } = AutoScalingGroups[0] ?? {};
    return {
      desired: DesiredCapacity,
      instances: Instances.flatMap(({ InstanceId }) => InstanceId ?? []).sort(),
      suspended: SuspendedProcesses.flatMap(({ ProcessName }) => ProcessName ?? []).sort(),
    };
  }

  async alarmActs(): Promise<boolean | undefined> {
    const cloudWatch = new CloudWatchClient(reach(this.account));
    const answer = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [names.waitingAlarm] }));
    return answer.MetricAlarms?.[0]?.ActionsEnabled;
  }

  async setPause(Value: "paused" | "running"): Promise<void> {
    const ssm = new SSMClient(reach(this.account));
    await ssm.send(new PutParameterCommand({ Name: pauseParameter(stack), Value, Overwrite: true }));
  }
}

const parsed = (lines: readonly string[]) =>
  lines.map((line) => JSON.parse(line) as { readonly action?: string; readonly result?: string });

function actionsOf({ lines, error }: Invocation): string[] {
  if (error !== undefined) throw new Error(`the function failed: ${lines.join("\n")}\n${error}`);
  return parsed(lines).flatMap(({ action, result }) => (action === undefined ? [] : `${action} ${result}`));
}

/** The function's process, whose calls go through `between`. */
export const startReconciler = (deployed: DeployedFunction, account: Emulator, between: Between): FunctionProcess =>
  new FunctionProcess(deployed, {
    ...account.environment,
    ...deployed.environmentAt(between.endpoint),
    AWS_ENDPOINT_URL: between.endpoint,
  });
