import type { Place } from "../place";
import { policy } from "../policy";

const issuer = "token.actions.githubusercontent.com";

/**
 * Trust policies for GitHub's workflows. Plans: this repository, for a pull request or on main. Deploys: this repository,
 * from a job of the environment `production`, on main.
 *
 * Repositories made since 2026-07-15 say who they are with their numbers, `repo:owner@1/name@2:…` ("Immutable subject
 * claims for GitHub Actions OIDC tokens"), older ones without. Where the numbers are left open, the claim `repository`
 * names the repository whole. STS checks it since 2026-01, as it does `ref` and `environment` ("IAM and AWS STS condition
 * context keys"); a subject with an environment does not say the branch.
 */
export function trustOf(place: Place, repository: string): { readonly plan: string; readonly deploy: string } {
  const [owner = "", name = ""] = repository.split("/");
  const subjects = (...whats: readonly string[]) =>
    whats.flatMap((what) => [`repo:${owner}/${name}:${what}`, `repo:${owner}@*/${name}@*:${what}`]);
  const trust = (claims: Readonly<Record<string, string>>, subject: readonly string[]) =>
    policy({
      Effect: "Allow",
      Principal: { Federated: place.globalArn("iam", `oidc-provider/${issuer}`) },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: Object.fromEntries(
          Object.entries({ aud: "sts.amazonaws.com", repository, ...claims }).map(([claim, value]) => [
            `${issuer}:${claim}`,
            value,
          ]),
        ),
        StringLike: { [`${issuer}:sub`]: subject },
      },
    });
  return {
    plan: trust({}, subjects("pull_request", "ref:refs/heads/main")),
    deploy: trust({ ref: "refs/heads/main", environment: "production" }, subjects("environment:production")),
  };
}
