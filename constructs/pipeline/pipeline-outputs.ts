import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { PipelineSpec } from "../../models/format/spec";
import { outputsParameter } from "../names";
import type { Undelivered } from "./undelivered";
import type { VideoTable } from "./video-table";

export interface PipelineOutputsProps {
  readonly spec: PipelineSpec;
  readonly table: VideoTable;
  readonly undelivered: Undelivered;
}

/** What people and programs may rely on after a deploy of a pipeline, as a model's `Outputs`. */
export class PipelineOutputs extends Construct {
  constructor(scope: Construct, id: string, props: PipelineOutputsProps) {
    super(scope, id);
    const { spec, table, undelivered } = props;
    const all: Record<string, string> = {};
    const output = (name: string, value: string, description: string) => {
      new TerraformOutput(this, name, { value, description, staticId: true });
      all[name] = value;
    };
    output("region", spec.region, "AWS region of the pipeline");
    output("steps", spec.steps.map(({ model }) => model).join(","), "StackNames of the steps, in their order");
    output("table", table.table.name, "DynamoDB table of the videos");
    output("table_arn", table.table.arn, "ARN of the table");
    output("undelivered_queue", undelivered.queue.name, "Name of the queue of what could not be handed on");
    output("undelivered_queue_url", undelivered.queue.url, "URL of that queue");
    new SsmParameter(this, "parameter", {
      name: outputsParameter(spec.name),
      description: `Outputs of the pipeline ${spec.name}, as JSON`,
      type: "String",
      tier: "Standard",
      insecureValue: JSON.stringify(all),
    });
  }
}
