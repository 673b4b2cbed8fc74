import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  CreateLaunchConfigurationCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateClusterCommand,
  DescribeTasksCommand,
  ECSClient,
  ListContainerInstancesCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  type RunTaskCommandInput,
} from "@aws-sdk/client-ecs";
import type { Emulator } from "../emulator/emulator";
import { reach } from "./account";
import { Agents } from "../emulator/agents";

/**
 * Made by hand in a new account: a cluster, and a group of two g4dn.12xlarge, each with four GPUs, for workers that
 * take two. The instances are protected from scale-in and have not registered yet.
 */
export class SmallFleet {
  readonly cluster = "Megadetector";
  readonly group = "fleet";
  readonly ecs: ECSClient;
  readonly autoScaling: AutoScalingClient;
  readonly agents: Agents;

  constructor(readonly emulator: Emulator) {
    this.ecs = new ECSClient(reach(emulator));
    this.autoScaling = new AutoScalingClient(reach(emulator));
    this.agents = new Agents(emulator, this.cluster, this.group);
  }

  /** Once; what was made is in every copy of the emulator too. */
  async make(): Promise<void> {
    const LaunchConfigurationName = "g4dn";
    await this.autoScaling.send(
      new CreateLaunchConfigurationCommand({
        LaunchConfigurationName,
        ImageId: "ami-1",
        InstanceType: "g4dn.12xlarge",
      }),
    );
    await this.autoScaling.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName: this.group,
        LaunchConfigurationName,
        MinSize: 0,
        MaxSize: 2,
        DesiredCapacity: 2,
        AvailabilityZones: ["us-west-2a"],
        NewInstancesProtectedFromScaleIn: true,
      }),
    );
    await this.ecs.send(new CreateClusterCommand({ clusterName: this.cluster }));
    await this.registerWorker("attribute:ecs.instance-type in [g4dn.xlarge, g4dn.12xlarge]");
  }

  /** A new revision of the task definition `worker`. */
  registerWorker(constraint: string) {
    const gpus = { type: "GPU" as const, value: "2" };
    return this.ecs.send(
      new RegisterTaskDefinitionCommand({
        family: "worker",
        requiresCompatibilities: ["EC2"],
        placementConstraints: [{ type: "memberOf", expression: constraint }],
        containerDefinitions: [{ name: "worker", image: "w:1", memoryReservation: 3072, resourceRequirements: [gpus] }],
      }),
    );
  }

  runTask(input: Partial<RunTaskCommandInput> = {}) {
    return this.ecs.send(new RunTaskCommand({ cluster: this.cluster, taskDefinition: "worker", ...input }));
  }

  async containerInstances(filter?: string): Promise<string[]> {
    const { cluster } = this;
    const { containerInstanceArns } = await this.ecs.send(new ListContainerInstancesCommand({ cluster, filter }));
    return containerInstanceArns ?? [];
  }

  async task(arn: string | undefined) {
    const { tasks } = await this.ecs.send(new DescribeTasksCommand({ cluster: this.cluster, tasks: [arn ?? ""] }));
    return tasks?.[0];
  }
}
