import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../replace-file";
import { stackFolder } from "./synthesize";

/** Something that exists in AWS and becomes a part of a stack's state with the next apply; Terraform's plan shows it. */
export interface Import {
  /** Address, such as `aws_iam_role.fleet_role`. */
  readonly to: string;
  /** As the provider wants it; a Terraform template. */
  readonly id: string;
  /** A data source that the id refers to. */
  readonly data?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

type Block = Readonly<Record<string, unknown>>;

/** What is read here of a synthesized stack. */
interface Stack {
  readonly terraform: { readonly required_providers: { readonly aws: { readonly version: string } } };
  readonly provider: { readonly aws: readonly { readonly region: string }[] };
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

const named = (block: Block) => String(block.name);

/** What a reference such as `${aws_lambda_function.reconciler.function_name}` stands for, where the stack itself says it. */
function meant({ resource }: Stack, value: string): string {
  const [, type = "", name = "", argument = ""] = /^\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}$/.exec(value) ?? [];
  const literal = resource[type]?.[name]?.[argument];
  return typeof literal === "string" ? literal : value;
}

const account = "${data.aws_caller_identity.place_account.account_id}";
const partition = "${data.aws_partition.place_partition.partition}";

/**
 * What AWS will not make a second time under one name, and how the provider finds it ("Import" of each resource's page).
 * Other named things, such as queues and alarms, AWS simply hands over to who makes them again.
 */
const IDS: Readonly<Record<string, (block: Block, name: string, stack: Stack) => Omit<Import, "to">>> = {
  aws_autoscaling_group: (block) => ({ id: named(block) }),
  aws_cloudformation_stack: (block) => ({ id: named(block) }),
  aws_cloudwatch_log_group: (block) => ({ id: named(block) }),
  aws_ecr_repository: (block) => ({ id: named(block) }),
  aws_ecs_capacity_provider: (block, _, { terraform, provider }) => {
    const arn = `arn:${partition}:ecs:${provider.aws[0]?.region}:${account}:capacity-provider/${named(block)}`;
    // Version 6 of the provider wants the ARN, those before it the name.
    return { id: /^\D*[1-5]\./.test(terraform.required_providers.aws.version) ? named(block) : arn };
  },
  aws_iam_instance_profile: (block) => ({ id: named(block) }),
  aws_iam_policy: (block) => ({ id: `arn:${partition}:iam::${account}:policy${String(block.path)}${named(block)}` }),
  aws_iam_role: (block) => ({ id: named(block) }),
  aws_lambda_function: (block) => ({ id: String(block.function_name) }),
  aws_lambda_permission: (block, _, stack) => ({
    id: `${meant(stack, String(block.function_name))}/${String(block.statement_id)}`,
  }),
  aws_launch_template: (block, name) => ({
    id: `\${data.aws_launch_template.take-over_${name}.id}`,
    data: { aws_launch_template: { [`take-over_${name}`]: { name: named(block) } } },
  }),
  aws_s3_bucket: (block) => ({ id: String(block.bucket) }),
  aws_ssm_parameter: (block) => ({ id: named(block) }),
};

/** How to import what stands at an address of a synthesized stack; undefined for what has no name to be found by. */
export function importOf(stackName: string, address: string): Import | undefined {
  const stack = JSON.parse(readFileSync(join(stackFolder(stackName), "cdk.tf.json"), "utf8")) as Stack;
  const [type = "", name = ""] = address.split(".");
  const block = stack.resource[type]?.[name];
  const found = block && IDS[type]?.(block, name, stack);
  return found && { to: address, ...found };
}

/** Terraform reads it beside cdk.tf.json; it stays only as long as the deploy that it is made for. */
const fileOf = (stackName: string) => join(stackFolder(stackName), "take-over.tf.json");

export function writeImports(stackName: string, imports: readonly Import[]): void {
  if (imports.length === 0) return removeImports(stackName);
  const sources = imports.flatMap(({ data }) => Object.entries(data ?? {}));
  const data = Object.fromEntries(sources.map(([type]) => [type, merged(sources, type)]));
  const blocks = { import: imports.map(({ to, id }) => ({ to, id })), ...(sources.length > 0 && { data }) };
  replaceFile(fileOf(stackName), JSON.stringify(blocks, null, 2));
}

export function removeImports(stackName: string): void {
  rmSync(fileOf(stackName), { force: true });
}

function merged(sources: readonly (readonly [type: string, blocks: object])[], type: string): object {
  return Object.assign({}, ...sources.filter(([each]) => each === type).map(([, blocks]) => blocks)) as object;
}
