import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { isOwnImage } from "../../models/format/image-reference";
import type { StackSpec } from "../../models/format/spec";
import { iamPath, type Names } from "../names";
import type { Place } from "../place";
import { policy, trust, type Statement } from "../policy";

export interface ExecutionRoleProps {
  readonly names: Names;
  readonly place: Place;
  readonly spec: Pick<StackSpec, "containerImage" | "repository">;
}

/** The role with which the ECS agent prepares a task: pull its image, write its log. */
export class ExecutionRole extends Construct {
  readonly role: IamRole;
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, props: ExecutionRoleProps) {
    super(scope, id);
    const { names, place } = props;
    this.role = new IamRole(this, "Default", {
      name: names.executionRole,
      path: iamPath,
      assumeRolePolicy: trust("ecs-tasks.amazonaws.com", place.onlyThisAccount("ecs")),
    });
    this.permissions = new IamRolePolicy(this, "policy", {
      name: "prepare-worker",
      role: this.role.name,
      policy: policy(
        {
          Sid: "WriteTheLog",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: place.arn("logs", `log-group:${names.logGroup}:*`),
        },
        ...pullFrom(props.spec, place),
      ),
    });
  }
}

/** What pulling an image needs: nothing, unless it lies in a private repository of ECR. */
function pullFrom(spec: ExecutionRoleProps["spec"], place: Place): Statement[] {
  const repository = repositoryOf(spec, place);
  if (repository === undefined) return [];
  return [
    {
      Sid: "PullTheImage",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
      Resource: repository,
    },
    // The token is the registry's, not a repository's: the action names no resource.
    { Sid: "LogInToEcr", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  ];
}

/** ARN of the private repository that the image lies in: the stack's own, or the one that its reference names. */
function repositoryOf({ containerImage, repository }: ExecutionRoleProps["spec"], place: Place): string | undefined {
  if (repository && isOwnImage({ containerImage })) return place.arn("ecr", `repository/${repository.name}`);
  const named = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/.exec(containerImage);
  if (!named) return undefined;
  const [, account, region, name] = named;
  return `arn:${place.partition}:ecr:${region}:${account}:repository/${name}`;
}
