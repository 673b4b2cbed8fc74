import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformElement, TerraformStack } from "cdktf";
import type { Construct, Node } from "constructs";
import type { PipelineSpec, ProjectSpec } from "../models/format/spec";
import { keepState } from "./backend";
import { boundRoles } from "./github/boundary";
import { escapeTemplates } from "./escape";
import { pathAddress } from "./path-address";
import { PipelineOutputs } from "./pipeline/pipeline-outputs";
import { pipelineNamesOf } from "./pipeline/pipeline-names";
import { Place } from "./place";
import { StepPipe } from "./pipeline/step-pipe";
import { tagsOf } from "./tags";
import { Undelivered } from "./pipeline/undelivered";
import { VideoTable } from "./pipeline/video-table";

export interface PipelineStackProps {
  readonly spec: PipelineSpec;
  readonly project: ProjectSpec;
}

/**
 * One pipeline's whole Terraform stack: a table of videos, and for each step a pipe from the table's stream to the queue
 * of the step's model. It refers to the models' stacks by name alone, so that each can still be planned by itself.
 */
export class PipelineStack extends TerraformStack {
  constructor(scope: Construct, props: PipelineStackProps) {
    super(scope, props.spec.name);
    const spec = escapeTemplates(props.spec);
    const project = escapeTemplates(props.project);
    const names = pipelineNamesOf(spec.name);
    this.addOverride("terraform.required_version", ">= 1.10.0");
    if (project.awsProviderVersion) {
      this.addOverride("terraform.required_providers.aws.version", project.awsProviderVersion);
    }
    keepState(this, spec.name, project);
    const tags = tagsOf({ ...spec, stackName: spec.name }, project);
    new AwsProvider(this, "aws", { region: spec.region, defaultTags: [{ tags }] });

    const place = new Place(this, "place", { region: spec.region });
    const table = new VideoTable(this, "videos", { name: names.table });
    const undelivered = new Undelivered(this, "undelivered", { spec, names, place });
    const first = spec.steps[0]?.model ?? "";
    for (const step of spec.steps) {
      new StepPipe(this, `to-${step.model}`, { step, first, names, place, table, undelivered });
    }
    new PipelineOutputs(this, "outputs", { spec, table, undelivered });
    if (project.repository !== undefined) boundRoles(this, place);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    return pathAddress(this, element);
  }

  /** As in ModelStack: there are no references to other stacks to be found. */
  override prepareStack(): void {}
}
