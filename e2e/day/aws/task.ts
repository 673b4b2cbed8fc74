import { CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeTaskDefinitionCommand,
  SubmitTaskStateChangeCommand,
  type ContainerDefinition,
  type TaskDefinition,
} from "@aws-sdk/client-ecs";
import type { Physics } from "../../../forecast/constants";
import type { DayClock, Wait } from "../clock";
import type { Judge } from "../iam/judge";
import type { Journal } from "../journal";
import { work, type WorkLog } from "../worker";
import type { Api } from "./api";

/** What a container instance's agent and its tasks need of the world. */
export interface TaskWorld {
  readonly clock: DayClock;
  readonly judge: Judge;
  readonly journal: Journal;
  readonly physics: Physics;
  readonly log: WorkLog;
  readonly apiOf: (roleArn: string) => Api;
  /** AWS itself. */
  readonly api: Api;
  /** An image that cannot be pulled. */
  readonly isBroken: (image: string) => boolean;
}

/** Where a task runs. */
export interface Host {
  readonly cluster: string;
  readonly clusterArn: string;
  /** ARN of the instance's role. */
  readonly role: string;
  /** The agent, as the instance's role. */
  readonly agent: Api;
  /** Images that are here already. */
  readonly images: Set<string>;
  readonly stopTimeoutSeconds: number;
}

/** A task on its instance: from PENDING to STOPPED, as the container agent sees to it. */
export class RunningTask {
  private told = false;
  private ended = false;
  private containerName = "";
  /** The container runs. */
  isRunning = false;

  constructor(
    readonly arn: string,
    private readonly definitionArn: string,
    private readonly host: Host,
    private readonly world: TaskWorld,
  ) {}

  get lives(): boolean {
    return !this.ended;
  }

  start(): Promise<void> {
    return this.world.clock.strand(
      (wait) => this.run(wait),
      () => this.lives,
    );
  }

  /** StopTask: SIGTERM, and SIGKILL after the stop timeout. */
  async terminate(): Promise<void> {
    if (this.told || this.ended) return;
    this.told = true;
    if (!this.isRunning) return this.stopped();
    this.world.clock.after(this.host.stopTimeoutSeconds, () => this.kill());
  }

  /** The container ends at once, whatever it does. */
  async kill(): Promise<void> {
    if (this.lives) await this.stopped(137);
  }

  /** Its instance is gone, and it with it; ECS knows. */
  lose(): void {
    this.ended = true;
  }

  private async run(wait: Wait): Promise<void> {
    const { world, host } = this;
    const ask = new DescribeTaskDefinitionCommand({ taskDefinition: this.definitionArn });
    const definition = (await world.api.ecs.send(ask)).taskDefinition ?? {};
    const [container] = definition.containerDefinitions ?? [];
    if (container === undefined) throw new Error(`${this.definitionArn} has no container`);
    const { image = "", name = "" } = container;
    this.containerName = name;
    await wait(world.physics.taskLaunch);
    const obstacle = await this.prepare(definition, container);
    if (obstacle === undefined && !host.images.has(image)) await wait(this.pullSeconds(image));
    if (obstacle !== undefined || world.isBroken(image))
      return this.stopped(undefined, obstacle ?? `CannotPullContainerError: ${image}: not found`);
    host.images.add(image);
    await wait(world.physics.containerStart);
    this.isRunning = true;
    await this.submit("RUNNING");
    const exitCode = await this.runContainer(definition, container, wait);
    await wait(world.physics.taskStop);
    await this.stopped(exitCode);
  }

  /** What the agent does with the execution role before a container starts; why it cannot, or undefined. */
  private async prepare(definition: TaskDefinition, { image = "", logConfiguration }: ContainerDefinition) {
    const { judge, journal, apiOf } = this.world;
    const { executionRoleArn: role, taskRoleArn } = definition;
    for (const arn of [role, taskRoleArn].filter((one) => one !== undefined)) {
      if (await judge.mayAssume("ecs-tasks.amazonaws.com", arn)) continue;
      journal.trouble(`ecs-tasks.amazonaws.com may not assume ${arn}`);
      return `ECS was unable to assume the role '${arn}'`;
    }
    if (role === undefined) return undefined;
    const [, account, region, repository] =
      /^(\d+)\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)/.exec(image) ?? [];
    if (repository !== undefined) {
      const resource = `arn:aws:ecr:${region}:${account}:repository/${repository}`;
      const pulls = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];
      const asked = [
        { action: "ecr:GetAuthorizationToken", resource: "*" },
        ...pulls.map((action) => ({ action, resource })),
      ];
      for (const one of asked) {
        if (await judge.allows(role, one)) continue;
        journal.trouble(`${role.split("/").at(-1)} may not ${one.action} on ${one.resource}`);
        return `CannotPullContainerError: not authorized to perform: ${one.action}`;
      }
    }
    const { "awslogs-group": logGroupName } = logConfiguration?.options ?? {};
    if (logGroupName === undefined) return undefined;
    try {
      const stream = { logGroupName, logStreamName: this.arn.split("/").at(-1) };
      await apiOf(role).logs.send(new CreateLogStreamCommand(stream));
    } catch (error) {
      journal.trouble(`the log ${logGroupName} of ${definition.family} cannot be opened: ${(error as Error).message}`);
      return `ResourceInitializationError: failed to create the log stream: ${(error as Error).message}`;
    }
    return undefined;
  }

  private async runContainer(definition: TaskDefinition, container: ContainerDefinition, wait: Wait): Promise<number> {
    const { world } = this;
    const environment = (container.environment ?? []).map(({ name = "", value = "" }): [string, string] => [
      name,
      value,
    ]);
    try {
      const exitCode = await work({
        environment: Object.fromEntries(environment),
        command: container.command ?? [],
        api: world.apiOf(definition.taskRoleArn ?? ""),
        wait,
        isTold: () => this.told,
        modelLoadSeconds: world.physics.modelLoad,
        log: world.log,
        now: () => world.clock.now,
      });
      await this.say(definition, container, "the queue is empty, or it was told to stop");
      return exitCode;
    } catch (error) {
      const said = `${(error as Error).name}: ${(error as Error).message}`;
      const given = environment.map((pair) => pair.join("=")).join(" ");
      world.journal.trouble(
        `a worker of ${definition.family} ended with 1 and said ${said} (its environment: ${given})`,
      );
      await this.say(definition, container, said);
      return 1;
    }
  }

  private async say(
    { executionRoleArn = "" }: TaskDefinition,
    { logConfiguration }: ContainerDefinition,
    message: string,
  ) {
    const logGroupName = logConfiguration?.options?.["awslogs-group"];
    const logEvents = [{ message, timestamp: this.world.clock.now }];
    const stream = { logGroupName, logStreamName: this.arn.split("/").at(-1), logEvents };
    await this.world.apiOf(executionRoleArn).logs.send(new PutLogEventsCommand(stream));
  }

  private async stopped(exitCode?: number, reason?: string): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    const containers =
      exitCode === undefined ? undefined : [{ containerName: this.containerName, exitCode, status: "STOPPED" }];
    await this.submit("STOPPED", { ...(containers && { containers }), ...(reason !== undefined && { reason }) });
  }

  private async submit(status: "RUNNING" | "STOPPED", more: object = {}): Promise<void> {
    const { cluster, clusterArn, agent, role } = this.host;
    const { judge, journal } = this.world;
    // The agent reports each container too; the emulator knows tasks only.
    const asked = { action: "ecs:SubmitContainerStateChange", resource: clusterArn };
    if (!(await judge.allows(role, asked))) journal.trouble(`${role} may not ${asked.action} on ${clusterArn}`);
    journal.note(`task ${this.arn.split("/").at(-1)?.slice(0, 8)} ${status} ${JSON.stringify(more)}`);
    try {
      await agent.ecs.send(new SubmitTaskStateChangeCommand({ cluster, task: this.arn, status, ...more }));
    } catch (error) {
      journal.trouble(`an agent of ${cluster} cannot report a task: ${(error as Error).message}`);
    }
  }

  private pullSeconds(image: string): number {
    const { imageGb, pullPerGb, pullPerGbElsewhere } = this.world.physics;
    const isHere = image.includes(`.dkr.ecr.${this.host.agent.caller.region}.amazonaws.com/`);
    return imageGb * (isHere ? pullPerGb : pullPerGbElsewhere);
  }
}
