import type { ModelSpec } from "../models/format/spec";
import type { Buckets } from "./queues/buckets";
import type { Dashboard } from "./monitoring/dashboard";
import type { Fleet } from "./fleet/fleet";
import { repositoryOutput, type Output } from "./outputs";
import type { Queues } from "./queues/queues";
import type { Repository } from "./worker/repository";
import type { SubmitPolicy } from "./client/submit-policy";
import type { Worker } from "./worker/worker";

export interface QueueModelParts {
  readonly spec: ModelSpec;
  readonly fleet: Fleet;
  readonly queues: Queues;
  readonly buckets: Buckets;
  readonly worker: Worker;
  readonly submit: SubmitPolicy;
  readonly dashboard: Dashboard;
  readonly repository?: Repository;
}

/** The outputs of a model that works off a queue. */
export function queueOutputs(parts: QueueModelParts): Output[] {
  const { spec, fleet, queues, buckets, worker, submit, dashboard, repository } = parts;
  const output = (name: string, value: string, description: string): Output => ({ name, value, description });
  return [
    output("region", spec.region, "AWS region of the stack"),
    output("cluster", spec.stackName, "ECS cluster, the client's --cluster"),
    output("autoscaling_group", fleet.group.name, "Auto Scaling group of the GPU instances"),
    output("task_family", spec.taskFamily, "Family of the worker's task definition"),
    output("log_group", worker.logGroup.name, "CloudWatch log group of the workers"),
    ...(["video", "track", "dead"] as const).flatMap((queue) => [
      output(`${queue}_queue`, queues[queue].name, `Name of the ${queue} queue`),
      output(`${queue}_queue_url`, queues[queue].url, `URL of the ${queue} queue`),
      output(`${queue}_queue_arn`, queues[queue].arn, `ARN of the ${queue} queue`),
    ]),
    output("video_bucket", buckets.videoName, "Bucket that videos are uploaded to"),
    output("track_bucket", buckets.trackName, "Bucket that results are written to"),
    output("submit_policy_arn", submit.policy.arn, "Policy for those who submit videos and read results"),
    output("dashboard_url", dashboard.url, "CloudWatch dashboard of the stack"),
    ...(repository ? [repositoryOutput(repository)] : []),
  ];
}
