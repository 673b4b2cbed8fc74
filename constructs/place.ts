import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { Construct } from "constructs";

/**
 * Where a stack lives: partition, account and region, and the ARNs that follow from them.
 *
 * ARNs are composed from names instead of read from resources, so that a first plan shows every policy in full: both
 * data sources are read while planning, a resource's own `arn` only after it was made.
 */
export class Place extends Construct {
  readonly region: string;
  readonly accountId: string;
  readonly partition: string;

  constructor(scope: Construct, id: string, props: { readonly region: string }) {
    super(scope, id);
    this.region = props.region;
    this.accountId = new DataAwsCallerIdentity(this, "account", {}).accountId;
    this.partition = new DataAwsPartition(this, "partition", {}).partition;
  }

  /** ARN of a resource of this account and region: `arn:aws:<service>:us-west-2:123456789012:<resource>`. */
  arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** ARN of such a resource in every region, for what is shared by models that each may name their own. */
  everyRegionArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:*:${this.accountId}:${resource}`;
  }

  /** ARN of a resource of this account that belongs to no region, such as a role. */
  globalArn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}::${this.accountId}:${resource}`;
  }

  /** ARN of a bucket, or of objects in it (`bucket/key`); bucket names belong to no account. */
  s3Arn(resource: string): string {
    return `arn:${this.partition}:s3:::${resource}`;
  }

  /**
   * Condition of a trust policy: a service acts only for resources of this account and region, never as somebody else's
   * deputy ("Cross-service confused deputy prevention").
   */
  onlyThisAccount(service: string) {
    return {
      StringEquals: { "aws:SourceAccount": this.accountId },
      ArnLike: { "aws:SourceArn": this.arn(service, "*") },
    };
  }
}
