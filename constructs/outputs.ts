import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { outputsParameter } from "./names";
import type { Repository } from "./worker/repository";

export interface Output {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

export const repositoryOutput = ({ repository }: Repository): Output => ({
  name: "repository_url",
  value: repository.repositoryUrl,
  description: "Where images are pushed to",
});

/**
 * What people and programs may rely on after a deploy: fixed names without a hash, each with plain text as its value.
 * They are Terraform's outputs and, whatever way the deploy was started, JSON in a parameter of the Parameter Store.
 */
export class Outputs extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stackName, outputs }: { readonly stackName: string; readonly outputs: readonly Output[] },
  ) {
    super(scope, id);
    for (const { name, value, description } of outputs)
      new TerraformOutput(this, name, { value, description, staticId: true });

    new SsmParameter(this, "parameter", {
      name: outputsParameter(stackName),
      description: `Outputs of the stack ${stackName}, as JSON`,
      type: "String",
      // Costs nothing and holds 4 KB ("Managing parameter tiers").
      tier: "Standard",
      // Nothing here is a secret: a plan may show it.
      insecureValue: JSON.stringify(Object.fromEntries(outputs.map(({ name, value }) => [name, value]))),
    });
  }
}
