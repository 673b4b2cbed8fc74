/**
 * Names of one stack's parts. They are fixed, so that people, alarms and policies can name a part before it exists, and
 * plain text, so that a first plan shows them instead of "known after apply".
 *
 * The cluster's name is what the client's `--cluster` says; the capacity provider's name up to its first `-` must be
 * the same, because the client's shutdown finds the fleet by it.
 */
export interface Names {
  readonly cluster: string;
  readonly capacityProvider: string;
  readonly group: string;
  readonly videoQueue: string;
  readonly trackQueue: string;
  readonly deadQueue: string;
  readonly logGroup: string;
  readonly instanceRole: string;
  readonly executionRole: string;
  readonly taskRole: string;
  readonly waitingAlarm: string;
  /** SNS topic of the alarms meant for people. */
  readonly topic: string;
  /** The Lambda function, and its role. */
  readonly reconciler: string;
  readonly budget: string;
  readonly submitPolicy: string;
  /** The group and task definition that only show the client the way. */
  readonly signpost: string;
  /** A served model's ECS service. */
  readonly service: string;
  readonly servedTaskRole: string;
  /** Its load balancer, and the balancer's security group. At most 32 characters ("CreateLoadBalancer"). */
  readonly balancer: string;
  readonly targetGroup: string;
}

/** @param stackName letters and digits, at most 28 characters */
export function namesOf(stackName: string): Names {
  return {
    cluster: stackName,
    capacityProvider: `${stackName}-fleet`,
    group: `${stackName}-fleet`,
    videoQueue: `${stackName}-video.fifo`,
    trackQueue: `${stackName}-track.fifo`,
    deadQueue: `${stackName}-dead.fifo`,
    logGroup: `/ecs/${stackName}`,
    instanceRole: `${stackName}-instance`,
    executionRole: `${stackName}-execution`,
    taskRole: `${stackName}-worker`,
    waitingAlarm: `${stackName}-waiting`,
    topic: `${stackName}-alarms`,
    reconciler: `${stackName}-reconciler`,
    budget: `${stackName}-monthly`,
    submitPolicy: `${stackName}-submit`,
    signpost: `${stackName}-signpost`,
    service: stackName,
    servedTaskRole: `${stackName}-task`,
    balancer: `${stackName}-lb`,
    targetGroup: `${stackName}-tg`,
  };
}

/** Where a stack's outputs are in the Parameter Store, as JSON. */
export function outputsParameter(stackName: string): string {
  return `/elastic-models/${stackName}/outputs`;
}

/**
 * The parameter by which a person pauses a stack: `paused` while no new work may start, else `running`. Terraform makes it
 * and ignores its value ever after.
 */
export function pauseParameter(stackName: string): string {
  return `/elastic-models/${stackName}/pause`;
}

/** Account and region make the name unique among all of S3's; with 28 characters of StackName it stays below 63. */
export function bucketName(
  stackName: string,
  purpose: "video" | "track" | "logs",
  accountId: string,
  region: string,
): string {
  return `${stackName.toLowerCase()}-${purpose}-${accountId}-${region}`;
}

/** IAM path of every role, so that one statement can name all of this project's roles. */
export const iamPath = "/elastic-models/";

/** Name of the stack that gives GitHub's workflows access, beside those of the models. */
export const githubAccess = "GithubAccess";
