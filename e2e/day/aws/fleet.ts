import type { AutoScalingGroup } from "@aws-sdk/client-auto-scaling";
import { DescribeLaunchTemplateVersionsCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import {
  DescribeContainerInstancesCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListContainerInstancesCommand,
  ListTasksCommand,
  RegisterContainerInstanceCommand,
  UpdateContainerInstancesStateCommand,
  type ContainerInstance,
  type Task,
} from "@aws-sdk/client-ecs";
import { roleOfProfile } from "../iam/roles";
import type { Api } from "./api";
import type { Event } from "./rules";
import { RunningTask, type Host, type TaskWorld } from "./task";

/** What goes wrong with instances in a scenario. */
export interface Bad {
  /** Instances, in the order of their launches from 0, that boot and never join their cluster. */
  readonly neverRegister: readonly number[];
}

interface Instance {
  readonly id: string;
  readonly group: string;
  /** Milliseconds since 1970. */
  readonly launchedAt: number;
  gone: boolean;
  host?: Host & { readonly drainsOnSpotNotice: boolean };
  containerInstance?: string;
  readonly tasks: Map<string, RunningTask>;
}

/**
 * The instances of the groups, from EC2 and the ECS agent's side: they boot, join the cluster that their user data names
 * and run the tasks that are placed on them. `look` finds what has changed and tells what ECS would publish.
 */
export class Fleet {
  readonly instances = new Map<string, Instance>();
  /** What was last published of each container instance and task. */
  private readonly published = new Map<string, string>();
  private clusters: readonly string[] | undefined;

  constructor(
    private readonly world: TaskWorld,
    private readonly bad: Bad,
    private readonly groups: () => Promise<readonly AutoScalingGroup[]>,
    private readonly publish: (event: Event) => void,
  ) {}

  launchedAt(id: string): number | undefined {
    return this.instances.get(id)?.launchedAt;
  }

  get present(): readonly Instance[] {
    return [...this.instances.values()].filter(({ gone }) => !gone);
  }

  get tasks(): readonly RunningTask[] {
    return this.present.flatMap(({ tasks }) => [...tasks.values()]).filter(({ lives }) => lives);
  }

  /** Sees what groups and clusters have become, and acts as instances and agents do. */
  async look(): Promise<void> {
    const seen = new Set<string>();
    for (const group of await this.groups()) {
      for (const { InstanceId: id = "", LifecycleState = "" } of group.Instances ?? []) {
        if (LifecycleState.startsWith("Terminat")) continue;
        seen.add(id);
        if (!this.instances.has(id)) this.launched(id, group);
      }
    }
    for (const instance of this.present) if (!seen.has(instance.id)) this.lost(instance);
    const { clusterArns = [] } = await this.world.api.ecs.send(new ListClustersCommand({}));
    this.clusters = clusterArns;
    for (const cluster of this.clusters) await this.lookAt(cluster);
  }

  private launched(id: string, group: AutoScalingGroup): void {
    const { clock, physics, journal } = this.world;
    const index = this.instances.size;
    const name = group.AutoScalingGroupName ?? "";
    const instance: Instance = { id, group: name, launchedAt: clock.now, gone: false, tasks: new Map() };
    this.instances.set(id, instance);
    journal.note(`instance ${id} of ${name} is launched`);
    if (this.bad.neverRegister.includes(index)) return;
    clock.after(physics.instanceBoot, () => (instance.gone ? undefined : this.boot(instance, group)));
  }

  private lost(instance: Instance): void {
    instance.gone = true;
    this.world.journal.note(`instance ${instance.id} is gone`);
    for (const task of instance.tasks.values()) task.lose();
  }

  /** Its user data runs, and the agent that it configures joins its cluster as the instance's role. */
  private async boot(instance: Instance, group: AutoScalingGroup): Promise<void> {
    const { api, apiOf, journal, judge } = this.world;
    const { userData, profile } = await readTemplate(api, group);
    const lines = [...userData.matchAll(/^(ECS_\w+)=(.*)$/gm)];
    const settings: Readonly<Record<string, string>> = Object.fromEntries(
      lines.map(([, key = "", value = ""]): [string, string] => [key, value]),
    );
    const cluster = settings.ECS_CLUSTER ?? "default";
    try {
      const role = await roleOfProfile(api, profile);
      if (!(await judge.mayAssume("ec2.amazonaws.com", role))) throw new Error(`EC2 may not assume ${role}`);
      const agent = apiOf(role);
      const instanceIdentityDocument = JSON.stringify({ instanceId: instance.id });
      const register = new RegisterContainerInstanceCommand({ cluster, instanceIdentityDocument });
      const { containerInstance } = await agent.ecs.send(register);
      const arn = containerInstance?.containerInstanceArn ?? "";
      instance.containerInstance = arn;
      // The agent also asks where to poll, and polls; the emulator knows neither.
      for (const [action, resource] of [
        ["ecs:DiscoverPollEndpoint", "*"],
        ["ecs:Poll", arn],
        ["ecs:StartTelemetrySession", arn],
      ] as const)
        if (!(await judge.allows(role, { action, resource }))) throw new Error(`${role} may not ${action}`);
      instance.host = {
        cluster,
        clusterArn: arn.replace(/:container-instance\/(.+)\/[^/]+$/, ":cluster/$1"),
        agent,
        role,
        images: new Set(),
        // "Amazon ECS container agent configuration": 30 s unless told otherwise.
        stopTimeoutSeconds: Number(/^(\d+)s$/.exec(settings.ECS_CONTAINER_STOP_TIMEOUT ?? "30s")?.[1]),
        drainsOnSpotNotice: settings.ECS_ENABLE_SPOT_INSTANCE_DRAINING === "true",
      };
      journal.note(`instance ${instance.id} has joined the cluster ${cluster}`);
    } catch (error) {
      const why = `${(error as Error).name}: ${(error as Error).message}`;
      journal.trouble(`an instance of ${instance.group} cannot join the cluster ${cluster}: ${why}`);
    }
  }

  private async lookAt(cluster: string): Promise<void> {
    const { ecs } = this.world.api;
    const { containerInstanceArns: arns = [] } = await ecs.send(new ListContainerInstancesCommand({ cluster }));
    if (arns.length > 0) {
      const ask = new DescribeContainerInstancesCommand({ cluster, containerInstances: arns });
      for (const one of (await ecs.send(ask)).containerInstances ?? []) this.publishInstance(cluster, one);
    }
    const listed: string[] = [];
    for (const desiredStatus of ["RUNNING", "STOPPED"] as const)
      listed.push(...((await ecs.send(new ListTasksCommand({ cluster, desiredStatus }))).taskArns ?? []));
    const open = [...new Set(listed)].filter((arn) => !(this.published.get(arn) ?? "").startsWith("STOPPED"));
    for (let start = 0; start < open.length; start += 100) {
      const ask = new DescribeTasksCommand({ cluster, tasks: open.slice(start, start + 100) });
      for (const task of (await ecs.send(ask)).tasks ?? []) await this.lookAtTask(cluster, task);
    }
  }

  private async lookAtTask(cluster: string, task: Task): Promise<void> {
    const { taskArn = "", lastStatus = "", desiredStatus = "", containerInstanceArn, taskDefinitionArn = "" } = task;
    const instance = this.present.find((one) => one.containerInstance === containerInstanceArn);
    const running = instance?.tasks.get(taskArn);
    if (lastStatus !== "STOPPED" && instance?.host !== undefined && running === undefined) {
      const started = new RunningTask(taskArn, taskDefinitionArn, instance.host, this.world);
      instance.tasks.set(taskArn, started);
      this.world.journal.note(
        `task ${taskArn.split("/").at(-1)?.slice(0, 8)} of ${taskDefinitionArn} on ${instance.id}`,
      );
      await started.start();
    }
    if (desiredStatus === "STOPPED" && lastStatus !== "STOPPED") await running?.terminate();
    const state = `${lastStatus} ${desiredStatus}`;
    if (this.published.get(taskArn) === state) return;
    this.published.set(taskArn, state);
    const detail = { taskArn, lastStatus, desiredStatus, clusterArn: cluster, containerInstanceArn, taskDefinitionArn };
    this.publish({ source: "aws.ecs", "detail-type": "ECS Task State Change", detail });
  }

  private publishInstance(cluster: string, one: ContainerInstance): void {
    const {
      containerInstanceArn = "",
      status,
      agentConnected,
      runningTasksCount,
      pendingTasksCount,
      ec2InstanceId,
    } = one;
    const state = JSON.stringify([status, agentConnected, runningTasksCount, pendingTasksCount]);
    if (this.published.get(containerInstanceArn) === state) return;
    this.published.set(containerInstanceArn, state);
    const detail = { containerInstanceArn, clusterArn: cluster, status, agentConnected, ec2InstanceId };
    this.publish({ source: "aws.ecs", "detail-type": "ECS Container Instance State Change", detail });
  }

  /** A Spot interruption: a notice, two minutes later the end ("Spot Instance interruption notices"). */
  async interrupt(id: string): Promise<void> {
    const { clock, physics, journal, api } = this.world;
    const instance = this.instances.get(id);
    journal.note(`Spot takes ${id} in two minutes`);
    const { host, containerInstance } = instance ?? {};
    if (host?.drainsOnSpotNotice === true && containerInstance !== undefined) {
      const { cluster, agent } = host;
      const drain = { cluster, containerInstances: [containerInstance], status: "DRAINING" as const };
      await agent.ecs.send(new UpdateContainerInstancesStateCommand(drain));
    }
    clock.after(physics.spotNotice, async () => {
      if (instance?.gone === false) await api.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    });
  }
}

/** The launch template that the group uses now. */
async function readTemplate(api: Api, group: AutoScalingGroup) {
  const template =
    group.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification ?? group.LaunchTemplate ?? {};
  const ask = { LaunchTemplateId: template.LaunchTemplateId, Versions: [template.Version ?? "$Default"] };
  const answer = await api.ec2.send(new DescribeLaunchTemplateVersionsCommand(ask));
  const data = answer.LaunchTemplateVersions?.[0]?.LaunchTemplateData;
  const { Arn, Name } = data?.IamInstanceProfile ?? {};
  return { userData: Buffer.from(data?.UserData ?? "", "base64").toString(), profile: Arn ?? Name ?? "" };
}
