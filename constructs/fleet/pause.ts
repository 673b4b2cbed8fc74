import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { pauseValues } from "../../reconciler/settings";
import { pauseParameter } from "../names";

/**
 * The parameter by which a person pauses the stack. Terraform makes it and ignores its value ever after, but knows it: what
 * follows from a pause, such as the group's suspended process, is no change in a plan.
 */
export class Pause extends Construct {
  readonly parameter: SsmParameter;
  /** Terraform's expression for "the stack is paused". */
  readonly isPaused: string;

  constructor(scope: Construct, id: string, props: { readonly stackName: string }) {
    super(scope, id);
    this.parameter = new SsmParameter(this, "Default", {
      name: pauseParameter(props.stackName),
      description: `${pauseValues.paused}: ${props.stackName} starts no new work; running videos finish. Else ${pauseValues.running}.`,
      type: "String",
      tier: "Standard",
      insecureValue: pauseValues.running,
      lifecycle: { ignoreChanges: ["insecure_value"] },
    });
    this.isPaused = `${this.parameter.fqn}.insecure_value == "${pauseValues.paused}"`;
  }
}
