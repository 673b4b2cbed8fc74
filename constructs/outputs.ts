import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import type { ModelSpec } from "../models/format/spec";
import type { Buckets } from "./buckets";
import type { Dashboard } from "./dashboard";
import type { Fleet } from "./fleet";
import { outputsParameter } from "./names";
import type { Queues } from "./queues";
import type { Repository } from "./repository";
import type { SubmitPolicy } from "./submit-policy";
import type { Worker } from "./worker";

export interface OutputsProps {
  readonly spec: ModelSpec;
  readonly fleet: Fleet;
  readonly queues: Queues;
  readonly buckets: Buckets;
  readonly worker: Worker;
  readonly submit: SubmitPolicy;
  readonly dashboard: Dashboard;
  readonly repository?: Repository;
}

/**
 * What people and programs may rely on after a deploy: fixed names without a hash, each with plain text as its value.
 * They are Terraform's outputs and, whatever way the deploy was started, JSON in a parameter of the Parameter Store.
 */
export class Outputs extends Construct {
  constructor(scope: Construct, id: string, props: OutputsProps) {
    super(scope, id);
    const { spec, fleet, queues, buckets, worker, submit, dashboard, repository } = props;
    const all: Record<string, string> = {};
    const output = (name: string, value: string, description: string) => {
      new TerraformOutput(this, name, { value, description, staticId: true });
      all[name] = value;
    };

    output("region", spec.region, "AWS region of the stack");
    output("cluster", spec.stackName, "ECS cluster, the client's --cluster");
    output("autoscaling_group", fleet.group.name, "Auto Scaling group of the GPU instances");
    output("task_family", spec.taskFamily, "Family of the worker's task definition");
    output("log_group", worker.logGroup.name, "CloudWatch log group of the workers");
    for (const queue of ["video", "track", "dead"] as const) {
      output(`${queue}_queue`, queues[queue].name, `Name of the ${queue} queue`);
      output(`${queue}_queue_url`, queues[queue].url, `URL of the ${queue} queue`);
      output(`${queue}_queue_arn`, queues[queue].arn, `ARN of the ${queue} queue`);
    }
    output("video_bucket", buckets.videoName, "Bucket that videos are uploaded to");
    output("track_bucket", buckets.trackName, "Bucket that results are written to");
    output("submit_policy_arn", submit.policy.arn, "Policy for those who submit videos and read results");
    output("dashboard_url", dashboard.url, "CloudWatch dashboard of the stack");

    if (repository) output("repository_url", repository.repository.repositoryUrl, "Where images are pushed to");

    new SsmParameter(this, "parameter", {
      name: outputsParameter(spec.stackName),
      description: `Outputs of the stack ${spec.stackName}, as JSON`,
      type: "String",
      // Costs nothing and holds 4 KB ("Managing parameter tiers").
      tier: "Standard",
      // Nothing here is a secret: a plan may show it.
      insecureValue: JSON.stringify(all),
    });
  }
}
