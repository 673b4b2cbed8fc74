import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import {
  DescribeContainerInstancesCommand,
  ECSClient,
  ListContainerInstancesCommand,
  RegisterContainerInstanceCommand,
  SubmitTaskStateChangeCommand,
} from "@aws-sdk/client-ecs";
import type { Emulator } from "./emulator";
import { reach } from "./reach";

/** Plays the ECS container agents of a group's instances: nothing in the emulator registers or runs by itself. */
export class Agents {
  private readonly ecs: ECSClient;
  private readonly autoScaling: AutoScalingClient;

  constructor(
    emulator: Emulator,
    private readonly cluster: string,
    private readonly group: string,
    region?: string,
  ) {
    this.ecs = new ECSClient(reach(emulator, region));
    this.autoScaling = new AutoScalingClient(reach(emulator, region));
  }

  /** Each instance of the group that is not in the cluster yet joins it. Returns the ids of these EC2 instances. */
  async register(): Promise<string[]> {
    const { AutoScalingGroups = [] } = await this.autoScaling.send(
      new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [this.group] }),
    );
    const here = new Set((await this.registered()).values());
    const ids = (AutoScalingGroups[0]?.Instances ?? []).flatMap(({ InstanceId }) => InstanceId ?? []);
    const fresh = ids.filter((id) => !here.has(id));
    for (const instanceId of fresh) {
      const instanceIdentityDocument = JSON.stringify({ instanceId });
      await this.ecs.send(new RegisterContainerInstanceCommand({ cluster: this.cluster, instanceIdentityDocument }));
    }
    return fresh;
  }

  /** Ids of the EC2 instances in the cluster, by the ARN of the container instance. */
  async registered(): Promise<ReadonlyMap<string | undefined, string | undefined>> {
    const { cluster } = this;
    const { containerInstanceArns = [] } = await this.ecs.send(new ListContainerInstancesCommand({ cluster }));
    if (containerInstanceArns.length === 0) return new Map();
    const { containerInstances = [] } = await this.ecs.send(
      new DescribeContainerInstancesCommand({ cluster, containerInstances: containerInstanceArns }),
    );
    return new Map(
      containerInstances.map(({ containerInstanceArn, ec2InstanceId }) => [containerInstanceArn, ec2InstanceId]),
    );
  }

  /** The task's containers have started. */
  async started(task: string | undefined): Promise<void> {
    await this.ecs.send(new SubmitTaskStateChangeCommand({ cluster: this.cluster, task, status: "RUNNING" }));
  }

  /** The task's container, which has this name, has ended with this exit code. */
  async ended(task: string | undefined, containerName: string, exitCode: number): Promise<void> {
    const { cluster } = this;
    const containers = [{ containerName, exitCode, status: "STOPPED" }];
    await this.ecs.send(new SubmitTaskStateChangeCommand({ cluster, task, status: "STOPPED", containers }));
  }

  /** The task never ran: its image cannot be pulled, for example. */
  async failedToStart(task: string | undefined, reason: string): Promise<void> {
    const { cluster } = this;
    await this.ecs.send(new SubmitTaskStateChangeCommand({ cluster, task, status: "STOPPED", reason }));
  }
}
