import { CloudformationStack } from "@cdktf/provider-aws/lib/cloudformation-stack";
import { Construct } from "constructs";
import type { Variable } from "../worker/environment";
import type { Fleet } from "../fleet/fleet";
import type { Names } from "../names";
import type { Network } from "../network/network";

export interface SignpostProps {
  readonly names: Names;
  readonly network: Network;
  readonly fleet: Fleet;
  /** What the client looks for in the first container of the task definition that it finds. */
  readonly variables: readonly Variable[];
}

/**
 * A CloudFormation stack named StackName, in which the client looks for the queues and buckets. It owns nothing that
 * runs and costs nothing: a group that stays at zero, and a task definition that nobody starts.
 *
 * CloudFormation does not own the real ones, because it would replace the capacity provider with every image, would not
 * see a maximum that the client's shutdown left behind, and cannot delete a group whose instances are protected.
 */
export class Signpost extends Construct {
  readonly stack: CloudformationStack;

  constructor(scope: Construct, id: string, props: SignpostProps) {
    super(scope, id);
    const { names } = props;
    this.stack = new CloudformationStack(this, "Default", {
      name: names.cluster,
      templateBody: JSON.stringify(template(props)),
      // Not in the template, which a first plan can then show in full.
      parameters: { Subnet: props.network.firstSubnetId },
      // What failed half-way leaves nothing behind, and the next apply starts anew.
      onFailure: "DELETE",
    });
  }
}

/** Nothing in it depends on image, AMI, sizes or instance types: the stack is made once and stays as it is. */
function template({ names, fleet, variables }: SignpostProps) {
  return {
    Description: `Signpost: here deepsea-ai finds the queues and buckets of ${names.cluster}. Nothing runs in it. Terraform owns it.`,
    Parameters: { Subnet: { Type: "AWS::EC2::Subnet::Id" } },
    Resources: {
      // The client stops at the first task definition, and its monitor fails without a group before that. These two
      // come in this order by creation, by name and by type, however CloudFormation sorts its answer.
      AutoScalingGroup: {
        Type: "AWS::AutoScaling::AutoScalingGroup",
        Properties: {
          AutoScalingGroupName: names.signpost,
          MinSize: "0",
          MaxSize: "0",
          VPCZoneIdentifier: [{ Ref: "Subnet" }],
          // Version 1 for ever: a new AMI makes a new version, and must not touch this.
          LaunchTemplate: { LaunchTemplateName: fleet.template.name, Version: "1" },
        },
      },
      TaskDefinition: {
        Type: "AWS::ECS::TaskDefinition",
        DependsOn: "AutoScalingGroup",
        Properties: {
          Family: names.signpost,
          RequiresCompatibilities: ["EC2"],
          NetworkMode: "none",
          // No instance is of this type: whoever starts it by hand gets a clear refusal.
          PlacementConstraints: [{ Type: "memberOf", Expression: "attribute:ecs.instance-type == none" }],
          ContainerDefinitions: [
            {
              Name: "signpost",
              Image: "signpost-that-never-runs",
              // Docker's least ("ContainerDefinition", memory).
              Memory: 6,
              Environment: variables.map(({ name, value }) => ({ Name: name, Value: value })),
            },
          ],
        },
      },
    },
  };
}
