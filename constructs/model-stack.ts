import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { AnyModelSpec, ProjectSpec } from "../models/format/spec";
import { keepState } from "./backend";
import { boundRoles } from "./github/boundary";
import { Budget } from "./monitoring/budget";
import { escapeTemplates } from "./escape";
import { namesOf } from "./names";
import { pathAddress } from "./path-address";
import { Place } from "./place";
import { addQueueModel } from "./queue-model";
import type { ReconcilerCode } from "./scaling/reconciler";
import { addServedModel } from "./served-model";
import { tagsOf } from "./tags";

export interface ModelStackProps {
  readonly spec: AnyModelSpec;
  readonly project: ProjectSpec;
  readonly reconciler: ReconcilerCode;
}

/** One model's whole Terraform stack. Nothing is shared between stacks: each can be planned and destroyed alone. */
export class ModelStack extends TerraformStack {
  constructor(scope: Construct, props: ModelStackProps) {
    super(scope, props.spec.stackName);
    const spec = escapeTemplates(props.spec);
    const project = escapeTemplates(props.project);
    const names = namesOf(spec.stackName);
    const tags = tagsOf(spec, project);

    // S3's lock file came with Terraform 1.10.
    this.addOverride("terraform.required_version", ">= 1.10.0");
    if (project.awsProviderVersion) {
      this.addOverride("terraform.required_providers.aws.version", project.awsProviderVersion);
    }
    keepState(this, spec.stackName, project);
    new AwsProvider(this, "aws", { region: spec.region, defaultTags: [{ tags }] });

    const place = new Place(this, "place", { region: spec.region });
    if (spec.kind === "served") addServedModel(this, { spec, names, place, tags });
    else addQueueModel(this, { spec, names, place, tags, code: props.reconciler });
    if (spec.monthlyBudgetUsd !== undefined && spec.notifyEmail !== undefined) {
      new Budget(this, "budget", { names, monthlyUsd: spec.monthlyBudgetUsd, notifyEmail: spec.notifyEmail });
    }
    if (project.repository !== undefined) boundRoles(this, place);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return pathAddress(this, element);
  }

  /**
   * Nothing to do. cdktf would resolve everything a first time here, only to find references to other stacks, and there
   * are none.
   */
  override prepareStack(): void {}
}
