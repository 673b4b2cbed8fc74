import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { ProjectSpec } from "../models/format/spec";
import { keepState } from "./backend";
import { iamPath } from "./names";
import { Place } from "./place";
import { planPermissions } from "./plan-permissions";
import { policy } from "./policy";

/** Name of the stack, beside those of the models. */
export const githubAccess = "GithubAccess";

const issuer = "token.actions.githubusercontent.com";

/**
 * What lets the repository's workflows look into AWS without a key: GitHub's identity provider, and a role for plans that
 * reads the state and what the stacks consist of, and can write, lock or start nothing.
 */
export class GithubAccess extends TerraformStack {
  constructor(scope: Construct, props: { readonly project: ProjectSpec; readonly repository: string }) {
    super(scope, githubAccess);
    const { project, repository } = props;
    this.addOverride("terraform.required_version", ">= 1.10.0");
    if (project.awsProviderVersion) {
      this.addOverride("terraform.required_providers.aws.version", project.awsProviderVersion);
    }
    keepState(this, githubAccess, project);
    const tags = { ...project.tags, ManagedBy: "elastic-models" };
    new AwsProvider(this, "aws", { region: project.region, defaultTags: [{ tags }] });
    const place = new Place(this, "place", { region: project.region });

    const identity = new IamOpenidConnectProvider(this, "github", {
      url: `https://${issuer}`,
      clientIdList: ["sts.amazonaws.com"],
    });
    identity.overrideLogicalId("github");
    const role = new IamRole(this, "plan", {
      name: `${githubAccess}-plan`,
      path: iamPath,
      description: `Plans of ${repository}: reads the state and the stacks, writes nothing`,
      assumeRolePolicy: trustOf(place, repository),
    });
    role.overrideLogicalId("plan");
    new IamRolePolicy(this, "plan-policy", {
      name: "plan",
      role: role.name,
      policy: policy(...planPermissions(place, project)),
    }).overrideLogicalId("plan_policy");
    new TerraformOutput(this, "plan_role", {
      value: role.arn,
      description: "The repository's variable AWS_PLAN_ROLE",
      staticId: true,
    });
  }
}

/**
 * Only this repository, for a pull request or on main. Repositories made since 2026-07-15 say who they are with their
 * numbers, `repo:owner@1/name@2:…` ("Immutable subject claims for GitHub Actions OIDC tokens"), older ones without. Where
 * the numbers are left open, the claim `repository`, which STS checks since 2026-01, names the repository whole.
 */
function trustOf(place: Place, repository: string): string {
  const [owner = "", name = ""] = repository.split("/");
  const subjects = ["pull_request", "ref:refs/heads/main"].flatMap((what) => [
    `repo:${owner}/${name}:${what}`,
    `repo:${owner}@*/${name}@*:${what}`,
  ]);
  return policy({
    Effect: "Allow",
    Principal: { Federated: place.globalArn("iam", `oidc-provider/${issuer}`) },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:repository`]: repository },
      StringLike: { [`${issuer}:sub`]: subjects },
    },
  });
}
