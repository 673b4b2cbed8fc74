import type { Statement } from "../constructs/policy";
import { bucketName, namesOf, pauseParameter } from "../constructs/names";
import { imageReference } from "../models/format/image-reference";
import type { AnyModelSpec, S3Location } from "../models/format/spec";
import { storedInputs } from "../models/format/stored-inputs";
import { ecrImage } from "./check/image";
import { allowedTo, type OperatingCommand, type Scope } from "./permissions";

/** The account that a model's stack is in, and what `check` looks at beside the stack. */
export interface Surroundings {
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** Terraform's. */
  readonly stateBucket?: string;
}

/** What IAM must allow for a command on one model's stack: one statement for all actions with the same limits. */
export function policyFor(
  command: OperatingCommand,
  spec: AnyModelSpec,
  surroundings: Surroundings,
): { readonly Version: "2012-10-17"; readonly Statement: readonly Statement[] } {
  const limits = limitsOf(spec, surroundings);
  const byScope = new Map<Scope, string[]>();
  for (const [action, scope] of Object.entries<Scope>(allowedTo(command, spec.kind))) {
    byScope.set(scope, [...(byScope.get(scope) ?? []), action].sort());
  }
  // A model that names nothing in S3, or no certificate, needs nothing of it; IAM takes no statement without a resource.
  const needed = [...byScope].filter(([scope]) => limits[scope].Resource?.length !== 0);
  return {
    Version: "2012-10-17",
    Statement: needed.map(([scope, actions]) => ({ Effect: "Allow", Action: brief(actions), ...limits[scope] })),
  };
}

/** IAM takes a list of one and the one itself alike. */
const brief = (list: readonly string[]): readonly string[] | string => (list.length === 1 ? (list[0] ?? list) : list);

type Limits = Pick<Statement, "Resource" | "Condition">;

function limitsOf(spec: AnyModelSpec, { accountId, partition, stateBucket }: Surroundings): Record<Scope, Limits> {
  const { stackName, region } = spec;
  const names = namesOf(stackName);
  const here = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const on = (...resources: readonly string[]): Limits => ({ Resource: brief(resources) });
  const queues = (...queue: readonly string[]) => on(...queue.map((name) => here("sqs", name)));
  const s3 = (resource: string) => `arn:${partition}:s3:::${resource}`;
  const bucketOf = (purpose: "video" | "track" | "logs") => s3(bucketName(stackName, purpose, accountId, region));
  const track = bucketOf("track");
  const own = spec.kind === "queue" ? [bucketOf("video"), track] : [bucketOf("logs")];
  const inputs = storedInputs(spec);
  const stored = ({ bucket, key }: S3Location) => s3(`${bucket}/${key}${key === "" || key.endsWith("/") ? "*" : ""}`);
  const reconcilerLog = `/aws/lambda/${names.reconciler}`;
  const logs = (part: string, ...more: readonly string[]) =>
    on(...[names.logGroup, ...more].map((group) => here("logs", `log-group:${group}:${part}*`)));
  const image = ecrImage(imageReference(spec, accountId));
  const cluster = here("ecs", `cluster/${names.cluster}`);
  return {
    any: on("*"),
    cluster: on(cluster),
    certificate: on(...certificatesOf(spec)),
    service: on(here("ecs", `service/${names.cluster}/${names.service}`)),
    // Without an instance to list them of, it names no resource; the cluster limits it ("Amazon ECS identity-based policy examples").
    "tasks in the cluster": { Resource: "*", Condition: { ArnEquals: { "ecs:cluster": cluster } } },
    "container instances": on(here("ecs", `container-instance/${names.cluster}/*`)),
    tasks: on(here("ecs", `task/${names.cluster}/*`)),
    group: on(here("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${names.group}`)),
    "all queues": queues(names.videoQueue, names.trackQueue, names.deadQueue),
    "video queue": queues(names.videoQueue),
    "track queue": queues(names.trackQueue),
    "dead queue": queues(names.deadQueue),
    "stack's buckets": on(...own),
    "every bucket that the model names": on(
      ...new Set([...own, ...inputs.map(({ bucket }) => s3(bucket)), ...(stateBucket ? [s3(stateBucket)] : [])]),
    ),
    inputs: on(...inputs.map(stored)),
    "track bucket": on(track),
    results: on(`${track}/*`),
    image: on(image ? `arn:${partition}:ecr:${image.region}:${image.account}:repository/${image.repository}` : "*"),
    "discovery stack": on(here("cloudformation", `stack/${stackName}/*`)),
    keys: on(here("kms", "key/*")),
    quotas: on(...quotasOf(spec).map((service) => here("servicequotas", `${service}/*`))),
    // By prefix, so it is asked for all ("Actions, resources, and condition keys for Amazon CloudWatch").
    alarms: on(here("cloudwatch", "alarm:*")),
    "machine image parameter": on(`arn:${partition}:ssm:${region}::parameter/aws/service/ecs/optimized-ami/*`),
    "pause parameter": on(here("ssm", `parameter${pauseParameter(stackName)}`)),
    "workers' log": logs(""),
    "workers' log streams": logs("log-stream:"),
    "all logs": logs("", reconcilerLog),
    "all log streams": logs("log-stream:", reconcilerLog),
  };
}

const quotasOf = ({ kind }: AnyModelSpec): readonly string[] =>
  kind === "queue" ? ["ec2", "vpc"] : ["ec2", "vpc", "fargate"];

const certificatesOf = (spec: AnyModelSpec): readonly string[] =>
  spec.kind === "served" && spec.serve.certificateArn !== undefined ? [spec.serve.certificateArn] : [];
