import { DataAwsAutoscalingGroups } from "@cdktf/provider-aws/lib/data-aws-autoscaling-groups";
import { Construct } from "constructs";
import type { Names } from "../names";

/**
 * Ends a plan, and with it every deploy, when a CloudFormation stack that is not ours has this stack's name: the stack of
 * the earlier tool, whose fleet may be at work. Terraform would find out only when it makes the signpost, with half of
 * its own stack already there.
 *
 * The earlier stack is recognized by its Auto Scaling group, because no data source can ask whether a CloudFormation
 * stack exists without failing when it does not. CloudFormation tags every group that it makes ("Resource tag").
 */
export class EarlierStack extends Construct {
  constructor(scope: Construct, id: string, props: { readonly names: Names }) {
    super(scope, id);
    const { cluster: stackName, signpost } = props.names;
    new DataAwsAutoscalingGroups(this, "Default", {
      filter: [{ name: "tag:aws:cloudformation:stack-name", values: [stackName] }],
      lifecycle: {
        postcondition: [
          {
            condition: `\${alltrue([for name in self.names : name == "${signpost}"])}`,
            errorMessage: `The CloudFormation stack ${stackName} is not of this project and owns the Auto Scaling group \${join(", ", self.names)}. Nothing was changed. Choose another StackName, or move over as docs/migration.md says.`,
          },
        ],
      },
    });
  }
}
