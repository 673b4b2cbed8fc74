import { AutoScalingClient, SetDesiredCapacityCommand } from "@aws-sdk/client-auto-scaling";
import { ECSClient, RunTaskCommand } from "@aws-sdk/client-ecs";
import type { Emulator } from "../emulator/emulator";
import { reach } from "./account";
import { Agents } from "../emulator/agents";

/** One instance of the stack's fleet, in its cluster, with a worker on it, as Auto Scaling, agent and reconciler make them. */
export async function startInstanceWithTask(emulator: Emulator, stack: string, family: string): Promise<void> {
  const group = `${stack}-fleet`;
  const order = new SetDesiredCapacityCommand({ AutoScalingGroupName: group, DesiredCapacity: 1 });
  await new AutoScalingClient(reach(emulator)).send(order);
  await new Agents(emulator, stack, group).register();
  const run = new RunTaskCommand({ cluster: stack, taskDefinition: family });
  const { tasks, failures } = await new ECSClient(reach(emulator)).send(run);
  if (tasks?.length !== 1) throw new Error(`no task was placed: ${JSON.stringify(failures)}`);
}
