import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { ProjectSpec } from "../models/format/spec";
import { keepState } from "./backend";
import { boundaryName, boundaryPermissions } from "./github/boundary";
import { deployIdentity } from "./github/deploy-identity";
import { deployNetwork } from "./github/deploy-network";
import { deployServing } from "./github/deploy-serving";
import { deployPermissions } from "./github/deploy-permissions";
import { deployPipelines } from "./github/deploy-pipelines";
import { deployTagged } from "./github/deploy-tagged";
import { trustOf } from "./github/github-trust";
import { githubAccess, iamPath } from "./names";
import { Place } from "./place";
import { planPermissions } from "./github/plan-permissions";
import { policy, type Statement } from "./policy";
import { ownTag } from "./tags";

export interface GithubAccessProps {
  readonly project: ProjectSpec;
  /** `owner/name` */
  readonly repository: string;
  /** Buckets that hold models and configurations, which workers may read. */
  readonly readable: readonly string[];
}

/** Whom GitHub's identity provider vouches for: a role for plans, one for deploys, and the boundary of all roles that are deployed. */
export class GithubAccess extends TerraformStack {
  constructor(scope: Construct, { project, repository, readable }: GithubAccessProps) {
    super(scope, githubAccess);
    this.addOverride("terraform.required_version", ">= 1.10.0");
    if (project.awsProviderVersion) {
      this.addOverride("terraform.required_providers.aws.version", project.awsProviderVersion);
    }
    keepState(this, githubAccess, project);
    const tags = { ...project.tags, [ownTag.key]: ownTag.value };
    new AwsProvider(this, "aws", { region: project.region, defaultTags: [{ tags }] });
    const place = new Place(this, "place", { region: project.region });
    new IamOpenidConnectProvider(this, "github", {
      url: "https://token.actions.githubusercontent.com",
      clientIdList: ["sts.amazonaws.com"],
    });
    const boundary = this.policy("boundary", boundaryName, "The most that roles of models' stacks may do", [
      ...boundaryPermissions(place, readable),
    ]);

    const plan = this.role("plan", trustOf(place, repository).plan, `Plans of ${repository}: reads, writes nothing`);
    const deploy = this.role("deploy", trustOf(place, repository).deploy, `Deploys of ${repository}, after approval`);
    for (const role of [plan, deploy]) {
      new IamRolePolicy(this, `${role.node.id}-policy`, {
        name: "plan",
        role: role.name,
        policy: policy(...planPermissions(place, project)),
      });
    }
    const written = {
      deploy: deployPermissions(place, project),
      tagged: deployTagged(place),
      network: deployNetwork(place),
      identity: deployIdentity(place),
      pipelines: deployPipelines(place),
      serving: deployServing(place),
    };
    for (const [id, statements] of Object.entries(written)) {
      const attached = this.policy(`deploy-${id}`, `${githubAccess}-${id}`, `What deploys write: ${id}`, statements);
      new IamRolePolicyAttachment(this, `${id}-attached`, { role: deploy.name, policyArn: attached.arn });
    }
    this.output("plan_role", plan.arn, "The repository's variable AWS_PLAN_ROLE");
    this.output("deploy_role", deploy.arn, "The repository's variable AWS_DEPLOY_ROLE");
    this.output("boundary_arn", boundary.arn, "Permissions boundary of every role of the models' stacks");
  }

  private role(id: string, assumeRolePolicy: string, description: string): IamRole {
    return new IamRole(this, id, { name: `${githubAccess}-${id}`, path: iamPath, description, assumeRolePolicy });
  }

  /** A managed one: those in a role itself may have 10,240 characters together, these 6,144 each ("IAM and AWS STS quotas"). */
  private policy(id: string, name: string, description: string, statements: readonly Statement[]): IamPolicy {
    return new IamPolicy(this, id, { name, path: iamPath, description, policy: policy(...statements) });
  }

  private output(id: string, value: string, description: string): void {
    new TerraformOutput(this, id, { value, description, staticId: true });
  }

  /** Addresses that can be read: the id, without cdktf's hash. */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { scopes } = TerraformElement.isTerraformElement(element) ? element.node : element;
    const path = scopes.slice(1 + scopes.indexOf(this)).map((scope) => scope.node.id);
    return path.join("_").replaceAll("-", "_");
  }
}
