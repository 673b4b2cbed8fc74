import { listOf, textOf, type Parameters } from "./parameters";

/** One thing that IAM decides about a call: an action on a resource, with what the request says about itself. */
export interface Asked {
  readonly action: string;
  /** An ARN; `*` where the action knows no resource. */
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** What only a look into the account tells of a call. */
export interface Lookup {
  /** ARN of the group of this name, or of the one that has this instance. */
  groupArn(group: { readonly name: string } | { readonly instanceId: string }): Promise<string>;
  /** A task definition by ARN, family or `family:revision`: its own ARN and those of its roles. */
  taskDefinition(name: string): Promise<{ readonly arn: string; readonly roles: readonly string[] }>;
}

export interface Place {
  readonly region: string;
  readonly account: string;
}

/**
 * What IAM is asked about a call ("Actions, resources, and condition keys for AWS services"). Throws for a call that
 * nobody has needed here yet: it must be looked up there first.
 */
export async function askedBy(action: string, parameters: Parameters, place: Place, lookup: Lookup): Promise<Asked[]> {
  const arn = (service: string, rest: string) => `arn:aws:${service}:${place.region}:${place.account}:${rest}`;
  const text = (name: string) => textOf(parameters, name);
  const on = (resource: string, context?: Asked["context"]): Asked => ({
    action,
    resource,
    ...(context && { context }),
  });
  const last = (name: string) => name.split("/").at(-1) ?? "";
  const [service = "", name = ""] = action.split(":");

  switch (service) {
    case "sqs":
      return [on(arn("sqs", last(text("QueueUrl")) || text("QueueName")))];
    case "s3": {
      const bucket = `arn:aws:s3:::${text("Bucket")}`;
      if (name === "ListBucket") return [on(bucket, { "s3:prefix": text("Prefix") })];
      return [on(`${bucket}/${text("Key")}`)];
    }
    case "ssm":
      return [on(arn("ssm", `parameter${text("Name")}`))];
    case "logs":
      return [on(arn("logs", `log-group:${text("logGroupName")}:log-stream:${text("logStreamName")}`))];
    case "cloudwatch":
      if (name === "GetMetricData") return [on("*")];
      return listOf(parameters, "AlarmNames").map((alarm) => on(arn("cloudwatch", `alarm:${alarm}`)));
    case "ec2":
      if (name === "DescribeInstances") return [on("*")];
      break;
    case "autoscaling": {
      if (name.startsWith("Describe")) return [on("*")];
      const instanceId = text("InstanceId");
      return [on(await lookup.groupArn(instanceId ? { instanceId } : { name: text("AutoScalingGroupName") }))];
    }
    case "ecs":
      return askedOfEcs();
  }
  throw new Error(`what does IAM ask about ${action}? Add it to e2e/day/iam/asked.ts`);

  async function askedOfEcs(): Promise<Asked[]> {
    const cluster = last(text("cluster"));
    const clusterArn = arn("ecs", `cluster/${cluster}`);
    const inCluster = { "ecs:cluster": clusterArn };
    const each = (kind: string, ids: readonly string[]) =>
      ids.map((id) => on(arn("ecs", `${kind}/${cluster}/${last(id)}`), inCluster));
    switch (name) {
      case "DescribeClusters":
        return listOf(parameters, "clusters").map((one) => on(arn("ecs", `cluster/${last(one)}`)));
      case "ListContainerInstances":
      case "RegisterContainerInstance":
      case "SubmitTaskStateChange":
        return [on(clusterArn)];
      // Without an instance to list them of, it names none.
      case "ListTasks":
        return [on("*", inCluster)];
      case "DescribeContainerInstances":
      case "UpdateContainerInstancesState":
        return each("container-instance", listOf(parameters, "containerInstances"));
      case "PutAttributes": {
        const attributes = parameters.attributes as readonly { readonly targetId: string }[];
        return each("container-instance", [...new Set(attributes.map(({ targetId }) => targetId))]);
      }
      case "DescribeTasks":
        return each("task", listOf(parameters, "tasks"));
      case "StopTask":
        return each("task", [text("task")]);
      case "RunTask": {
        const definition = await lookup.taskDefinition(text("taskDefinition"));
        const passed = { "iam:PassedToService": "ecs-tasks.amazonaws.com" };
        return [
          on(definition.arn, inCluster),
          ...definition.roles.map((resource) => ({ action: "iam:PassRole", resource, context: passed })),
        ];
      }
    }
    throw new Error(`what does IAM ask about ${action}? Add it to e2e/day/iam/asked.ts`);
  }
}
