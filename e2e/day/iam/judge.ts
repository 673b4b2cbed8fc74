import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { Api } from "../aws/api";
import type { Asked, Place } from "./asked";
import { readRole, type Role } from "./roles";

/** A role's action on a resource that was asked for during the day. */
export interface Use extends Asked {
  readonly role: string;
  readonly allowed: boolean;
}

/**
 * Decides what a deployed role may do, by its deployed policies and the resource's own; notes all that was asked. Roles
 * are read once: `forget` them when somebody changes IAM.
 */
export class Judge {
  readonly uses: Use[] = [];
  private roles = new Map<string, Promise<Role>>();
  private verdicts = new Map<string, Promise<boolean>>();

  constructor(
    private readonly api: Api,
    private readonly place: Place,
    /** The policy of a queue, a bucket or a topic. */
    private readonly policyOf: (resource: string) => Promise<string | undefined>,
  ) {}

  forget(): void {
    this.roles = new Map();
    this.verdicts = new Map();
  }

  role(arn: string): Promise<Role> {
    const role = this.roles.get(arn) ?? readRole(this.api, arn);
    this.roles.set(arn, role);
    return role;
  }

  async allows(roleArn: string, asked: Asked): Promise<boolean> {
    const allowed = await this.once(JSON.stringify([roleArn, asked]), async () => {
      const { policies } = await this.role(roleArn);
      const identityPolicies = Object.entries(policies).map(([name, policy]) => ({ name, policy: parsed(policy) }));
      return this.decide(roleArn, asked, identityPolicies, await this.policyOf(asked.resource));
    });
    this.uses.push({ ...asked, role: roleArn.split("/").at(-1) ?? "", allowed });
    return allowed;
  }

  /** Whether an AWS service may do something by the resource's own policy alone: invoke a function, publish to a topic. */
  serviceMay(service: string, asked: Asked, policy: string | undefined): Promise<boolean> {
    return this.once(JSON.stringify([service, asked, policy]), () => this.decide(service, asked, [], policy));
  }

  /** Whether the role trusts the service. */
  async mayAssume(service: string, roleArn: string): Promise<boolean> {
    const { account, region } = this.place;
    const context = { "aws:SourceAccount": account, "aws:SourceArn": `arn:aws:ecs:${region}:${account}:*` };
    const asked = { action: "sts:AssumeRole", resource: roleArn, context };
    return this.serviceMay(service, asked, (await this.role(roleArn)).trust);
  }

  private once(key: string, decide: () => Promise<boolean>): Promise<boolean> {
    const verdict = this.verdicts.get(key) ?? decide();
    this.verdicts.set(key, verdict);
    return verdict;
  }

  private async decide(
    principal: string,
    { action, resource, context = {} }: Asked,
    identityPolicies: { name: string; policy: object }[],
    resourcePolicy: string | undefined,
  ): Promise<boolean> {
    const answer = await runSimulation(
      {
        request: {
          action,
          principal,
          resource: { resource, accountId: this.place.account },
          // The stack's own calls go by TLS; the emulator's do not.
          contextVariables: { "aws:SecureTransport": "true", "aws:RequestedRegion": this.place.region, ...context },
        },
        identityPolicies: identityPolicies,
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        ...(resourcePolicy !== undefined && { resourcePolicy: parsed(resourcePolicy) as never }),
      },
      {},
    );
    if (answer.resultType === "error")
      throw new Error(`${principal} ${action} on ${resource} cannot be judged: ${JSON.stringify(answer.errors)}`);
    return answer.overallResult === "Allowed";
  }
}

const parsed = (policy: string): object => JSON.parse(policy) as object;
