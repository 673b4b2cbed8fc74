import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { ModelSpec } from "../../models/format/spec";
import { iamPath, type Names } from "../names";
import type { Place } from "../place";
import { policy, trust, type Statement } from "../policy";
import { sessionChannel } from "../worker/session-channel";

export interface InstanceRoleProps {
  readonly spec: Pick<ModelSpec, "debug">;
  readonly names: Names;
  readonly place: Place;
}

/**
 * What an instance itself may do: be a container instance of this one cluster, and nothing else. Images are pulled and
 * logs written with the task's execution role, videos read with its task role.
 *
 * The actions are those of the ECS agent ("Amazon ECS container instance IAM role"), each on what the service
 * authorization reference lets it be limited to ("Actions, resources, and condition keys for Amazon ECS").
 */
export class InstanceRole extends Construct {
  readonly profile: IamInstanceProfile;
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const { spec, names, place } = props;
    const role = new IamRole(this, "Default", {
      name: names.instanceRole,
      path: iamPath,
      assumeRolePolicy: trust("ec2.amazonaws.com"),
    });
    const cluster = place.arn("ecs", `cluster/${names.cluster}`);
    this.permissions = new IamRolePolicy(this, "policy", {
      name: "container-instance",
      role: role.name,
      policy: policy(
        {
          Sid: "JoinTheCluster",
          Effect: "Allow",
          Action: [
            "ecs:RegisterContainerInstance",
            "ecs:DeregisterContainerInstance",
            "ecs:SubmitTaskStateChange",
            "ecs:SubmitContainerStateChange",
            "ecs:SubmitAttachmentStateChanges",
          ],
          Resource: cluster,
        },
        {
          Sid: "TalkToTheService",
          Effect: "Allow",
          Action: ["ecs:Poll", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState"],
          Resource: place.arn("ecs", `container-instance/${names.cluster}/*`),
        },
        // It names no resource: ECS answers where to poll.
        { Sid: "FindTheService", Effect: "Allow", Action: "ecs:DiscoverPollEndpoint", Resource: "*" },
        ...(spec.debug?.sessionManager ? sessionManager(place) : []),
      ),
    });
    this.profile = new IamInstanceProfile(this, "profile", {
      name: names.instanceRole,
      path: iamPath,
      role: role.name,
    });
  }
}

/** What the SSM agent needs for Session Manager, and for nothing else of Systems Manager; the AMI runs the agent. */
function sessionManager(place: Place): Statement[] {
  return [
    {
      Sid: "AnswerSessionManager",
      Effect: "Allow",
      Action: "ssm:UpdateInstanceInformation",
      Resource: place.arn("ec2", "instance/*"),
    },
    sessionChannel(place),
  ];
}
