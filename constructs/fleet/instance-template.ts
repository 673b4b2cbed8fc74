import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { FleetSpec, StackSpec } from "../../models/format/spec";
import { gpuImageParameter } from "./gpu-image";
import type { InstanceRole } from "./instance-role";
import type { Names } from "../names";

export interface InstanceTemplateProps {
  readonly spec: StackSpec & FleetSpec;
  readonly names: Names;
  readonly role: InstanceRole;
  readonly securityGroupId: string;
  /** Seconds that a task has to end after SIGTERM. */
  readonly stopTimeoutSeconds: number;
  /** Tags of each instance and its volume, which a provider's default tags do not reach. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The launch template: what each GPU instance is made of. */
export class InstanceTemplate extends Construct {
  readonly template: LaunchTemplate;

  constructor(scope: Construct, id: string, props: InstanceTemplateProps) {
    super(scope, id);
    const { spec, names } = props;
    const image = new DataAwsSsmParameter(this, "image", { name: gpuImageParameter });
    this.template = new LaunchTemplate(this, "Default", {
      name: names.group,
      description: `GPU instances of ${spec.stackName}`,
      // `insecure_value` is the same text without the mark "sensitive", so that a plan shows which image is new.
      imageId: image.insecureValue,
      // The group's overrides decide; a template that the group of the discovery stack can use must name one, too.
      instanceType: spec.instanceTypes[0]?.name,
      keyName: spec.debug?.keyName,
      iamInstanceProfile: { arn: props.role.profile.arn },
      vpcSecurityGroupIds: [props.securityGroupId],
      // One hop: the host reaches the metadata service, a container behind Docker's bridge does not.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeSize: spec.rootVolumeGib,
            volumeType: "gp3",
            encrypted: "true",
            deleteOnTermination: "true",
          },
        },
      ],
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags: { ...props.tags } })),
      userData: Fn.base64encode(agentConfiguration(names.cluster, props.stopTimeoutSeconds)),
    });
  }
}

/**
 * User data that only appends to the ECS agent's configuration ("Amazon ECS container agent configuration"); the GPU
 * support is preset in the AMI.
 */
function agentConfiguration(cluster: string, stopTimeoutSeconds: number): string {
  const settings = {
    ECS_CLUSTER: cluster,
    // A worker that is told to stop may first finish its video.
    ECS_CONTAINER_STOP_TIMEOUT: `${stopTimeoutSeconds}s`,
    // Stopped containers keep their disk layer for three hours unless told otherwise: the volume would fill up.
    ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: "1m",
    // Logs are written with the task's execution role instead of the instance's.
    ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: "true",
    // Two minutes before Spot takes an instance, no other worker is started on it; the reconciler tells its own to stop.
    ECS_ENABLE_SPOT_INSTANCE_DRAINING: "true",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return ["#!/bin/bash", "cat >> /etc/ecs/ecs.config <<'END'", ...lines, "END", ""].join("\n");
}
