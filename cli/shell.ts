import type { Command } from "commander";
import { namesOf } from "../constructs/names";
import type { ModelSpec } from "../models/format/spec";
import { unlessDenied } from "../operate/aws-failure";
import { actionsOf } from "../operate/permissions";
import { chooseInstance, chooseTask, wayOf, type Choice, type Way, type Wish } from "../operate/shell/choose";
import { asLine, commandFor } from "../operate/shell/command";
import { publicAddress } from "../operate/shell/public-address";
import { lookAtCluster } from "../operate/status/look-at-cluster";
import { lookAtGroup, lookAtLaunches, withLaunches } from "../operate/status/look-at-group";
import { exitStatus } from "./exit-status";
import { explain } from "./help";
import { modelsHere, queueModelNamed } from "./models";
import { notDeployed } from "./not-deployed";
import { missingFor, start } from "./shell/interactive";
import { grey, print, tell } from "./terminal";
import { UserError } from "./user-error";

export function define(command: Command): void {
  command
    .description(
      `Opens a shell on an instance of the fleet, or in a worker's container. It picks one that works, and says which. On a
terminal it starts the command, and ends with that command's own exit status; otherwise, or where a program for it is
missing, it prints it.`,
    )
    .argument("<model>", "StackName of the model")
    .option("--container", "in the container of a worker, with ECS Exec")
    .option("--task <id>", "in this worker's container; the beginning of its id is enough")
    .option("--instance <id>", "on this instance")
    .option("--print", "only print the command");
  command.action(run);
  explain(command, {
    examples: [
      ["./model shell Benthic", "on an instance, by Session Manager where the model's Debug has it"],
      ["./model shell Benthic --container", "in the worker that was started last"],
      ["$(./model shell Benthic --print)", "the same, for a script"],
    ],
    statuses: [exitStatus.aws],
    permissions: actionsOf("shell"),
  });
}

interface Options {
  readonly container?: boolean;
  readonly task?: string;
  readonly instance?: string;
  readonly print?: boolean;
}

async function run(name: string, { container = false, task, instance, print: only }: Options): Promise<void> {
  if (instance !== undefined && (container || task !== undefined))
    throw new UserError("give only one of --instance and --container or --task", exitStatus.usage);
  const spec = queueModelNamed(name, modelsHere().models, "shell");
  const wish = { container, ...(task && { task }), ...(instance && { instance }) };
  const choice = await choose(spec, wish);
  if ("problem" in choice) throw new UserError(`${choice.problem}\n${choice.advice}`);

  const where = choice.way === "exec" ? `worker ${choice.taskId}` : choice.instanceId;
  tell(grey(`${where}: ${choice.because}`));
  const address = choice.way === "ssh" ? await publicAddress(choice.instanceId, spec.region) : undefined;
  const words = commandFor(choice, spec, address);
  if (only || !process.stdin.isTTY || !process.stdout.isTTY) return print(asLine(words));
  const missing = missingFor(words);
  if (missing.length === 0) {
    process.exitCode = await start(words);
    return;
  }
  tell(
    `There is no ${missing.join(" and no ")} on this machine; docs/debugging.md says where it comes from. The command is:`,
  );
  print(asLine(words));
}

/** How to get in; where the model does not let one in so, what to write. */
function wayInto({ debug, file, stackName }: ModelSpec, wish: Wish): Way {
  const way = debug && wayOf(debug, wish);
  if (way !== undefined) return way;
  const container = wish.container || wish.task !== undefined;
  throw new UserError(`${stackName} lets nobody look ${container ? "into its containers" : "at its instances"}
Add to ${file}, then deploy:
  Debug: { ${container ? "Exec" : "SessionManager"}: true }`);
}

async function choose(spec: ModelSpec, wish: Wish): Promise<Choice> {
  const names = namesOf(spec.stackName);
  const way = wayInto(spec, wish);
  const cluster = await lookAtCluster(names, spec.region);
  if (!cluster) throw notDeployed(spec);
  if (way === "exec") return chooseTask(cluster, wish.task);
  const looked = lookAtGroup(names, spec.region);
  const group = await looked;
  if (!group) throw notDeployed(spec, ["Auto Scaling group"]);
  // Which instance is the youngest is a matter of order alone, so that it may stay unseen.
  const launches = await unlessDenied(lookAtLaunches(looked, names, spec.region));
  return chooseInstance(way, withLaunches(group, launches), cluster, wish.instance);
}
