/**
 * What the constructs need to know of one model: plain, checked data in the terms of AWS, with units in the names.
 * Everything here has passed the rules of keys.ts; nothing here is Terraform's or CDKTF's.
 */
export type AnyModelSpec = ModelSpec | ServedSpec;

/** What every kind of model has. */
export interface StackSpec {
  /** The file it came from, relative to the working directory, for messages. */
  readonly file: string;
  /** `[A-Za-z][A-Za-z0-9]*`, at most 28 characters. Name of the Terraform stack and of the ECS cluster. */
  readonly stackName: string;
  /** Free text about the model, as the user wrote it. */
  readonly comment?: string;
  /** AWS region, such as `us-west-2`. */
  readonly region: string;
  /** Family of the ECS task definition. */
  readonly taskFamily: string;
  /** Image reference, such as `123456789012.dkr.ecr.us-west-2.amazonaws.com/detector:1.0.0`; `:1.0.0` lies in `repository`. */
  readonly containerImage: string;
  /** An ECR repository that the stack makes. */
  readonly repository?: RepositorySpec;
  /** The container's command, one argument an element; none: the image's own. */
  readonly command: readonly string[];
  /** Variables of the container beyond the stack's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  readonly network: NetworkSpec;
  /** Receives the alarms meant for people. */
  readonly notifyEmail?: string;
  /** US dollars a month, with which there is a `notifyEmail`, too. */
  readonly monthlyBudgetUsd?: number;
  /** Extra tags on everything, beyond those of the project. */
  readonly tags: Readonly<Record<string, string>>;
  /** The pipeline that has this model as a step. */
  readonly pipeline?: MembershipSpec;
}

/** A model's place in a pipeline. */
export interface MembershipSpec {
  /** The pipeline's name. */
  readonly name: string;
  /** StackNames of all steps that are done before this one begins, the pipeline's first among them; none for the first. */
  readonly before: readonly string[];
}

/** A pipeline: models that work on each video, one after the other. */
export interface PipelineSpec {
  /** The file it came from, relative to the working directory, for messages. */
  readonly file: string;
  /** As a StackName: letters and digits, a letter first, at most 28 characters. Name of the Terraform stack. */
  readonly name: string;
  readonly comment?: string;
  /** AWS region of the pipeline and of all its steps. */
  readonly region: string;
  /** Two or more; the first begins, and no step waits for itself, however indirectly. */
  readonly steps: readonly StepSpec[];
  /** Hears of a video that could not be handed on. */
  readonly notifyEmail?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface StepSpec {
  /** StackName of the model that works it. */
  readonly model: string;
  /** StackNames of the one or two steps that must be done before; none for the first step alone. */
  readonly after: readonly string[];
}

/** The GPU instances that a model's tasks run on, and what each task gets of them. */
export interface FleetSpec {
  /** The most GPU instances that may run at once; at least 1. */
  readonly fleetSize: number;
  /** Size of an instance's root EBS volume in GiB; at least 30, which is the size of the AMI's snapshot. */
  readonly rootVolumeGib: number;
  /** In the order in which they are tried; at least one. */
  readonly instanceTypes: readonly GpuInstanceType[];
  /** True: the fleet runs on Spot capacity. */
  readonly spot: boolean;
  readonly gpusPerTask: number;
  /** Tasks that fit on the smallest of the instance types, by GPUs; at least 1. */
  readonly workersPerInstance: number;
  /** Soft memory limit of the container in MiB. */
  readonly memoryReservationMib: number;
  readonly debug?: DebugSpec;
}

/** A model whose workers take videos from a queue, on a fleet that goes back to zero. */
export interface ModelSpec extends StackSpec, FleetSpec {
  readonly kind: "queue";
  /** Seconds that one video may take; 1 to 43200, which is SQS's longest visibility timeout. */
  readonly timeoutSeconds: number;
  readonly modelLocation: S3Location;
  readonly trackConfig?: S3Location;
  /** How many waiting videos justify one more instance; at least 1. */
  readonly waitingVideosPerInstance: number;
  /** Seconds that an instance without work waits for more before it leaves; 0 to 2700. */
  readonly keepWarmSeconds: number;
  /** Tries before a video goes to the dead-letter queue; 1 to 1000. */
  readonly maxReceiveCount: number;
}

/** A model that answers over HTTP, behind an Application Load Balancer. */
export interface ServedSpec extends StackSpec {
  readonly kind: "served";
  readonly serve: ServeSpec;
  readonly compute: FargateSpec | GpuTasksSpec;
  /** True: ECS Exec may open a shell in a task's container. */
  readonly exec: boolean;
  /** What the tasks may read in S3. */
  readonly modelLocation?: S3Location;
}

export interface ServeSpec {
  /** IPv4 ranges in CIDR notation that may reach the balancer; at least one. */
  readonly allowFrom: readonly string[];
  /** True: the balancer has private addresses only. */
  readonly internal: boolean;
  /** ARN of an ACM certificate in the stack's region; with one, HTTP is only a redirect. */
  readonly certificateArn?: string;
  /** Port that the container listens on. */
  readonly port: number;
  /** Begins with `/`; answers with a status from 200 to 299 when the task can serve. */
  readonly healthCheckPath: string;
  /** Seconds after its start in which a task is not replaced for failing health checks. */
  readonly gracePeriodSeconds: number;
  /** At least 1, and what a first deploy starts. */
  readonly minTasks: number;
  /** At least `minTasks`. */
  readonly maxTasks: number;
  /** Requests a minute that one task should take; undefined: requests do not scale it. */
  readonly requestsPerTarget?: number;
  /** Average CPU utilization that scaling aims at, 1 to 100. */
  readonly cpuPercent: number;
  /** Seconds that a leaving task has to finish its requests, 0 to 3600. */
  readonly drainSeconds: number;
  readonly accessLogDays: number;
}

/** Tasks on Fargate, each of a size that Fargate has. */
export interface FargateSpec {
  readonly kind: "fargate";
  /** 1024 are one vCPU. */
  readonly cpuUnits: number;
  readonly memoryMib: number;
}

/** Tasks with GPUs, on a fleet of the stack's own. */
export interface GpuTasksSpec {
  readonly kind: "gpu";
  /** Its instances have room for one task more than `maxTasks`, at the least. */
  readonly fleet: FleetSpec;
  /** A task's share of an instance, of which its CPU utilization is counted; 1024 are one vCPU. */
  readonly cpuUnits: number;
}

export interface RepositorySpec {
  /** 2 to 256 characters, without capitals. */
  readonly name: string;
  /** How many images ECR keeps, the youngest; at least 1. */
  readonly keepImages: number;
}

/** An object, or all objects below a prefix when `key` is empty or ends in `/`. */
export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

export interface GpuInstanceType {
  /** Such as `g4dn.xlarge`. */
  readonly name: string;
  readonly gpus: number;
  readonly vcpus: number;
  readonly memoryMib: number;
}

/** `own`: a VPC made for this stack. Otherwise one that exists: by id, by Name tag, or the account's default VPC. */
export type NetworkSpec =
  | { readonly kind: "own" }
  | { readonly kind: "id"; readonly vpcId: string; readonly subnetIds?: readonly string[] }
  | { readonly kind: "name"; readonly vpcName: string; readonly subnetIds?: readonly string[] }
  | { readonly kind: "default"; readonly subnetIds?: readonly string[] };

/** Ways to look into what runs; at least one is open. */
export interface DebugSpec {
  /** True: Session Manager may open a shell on an instance. */
  readonly sessionManager: boolean;
  /** True: ECS Exec may open a shell in a worker's container. */
  readonly exec: boolean;
  /** IPv4 ranges in CIDR notation that may reach port 22. */
  readonly allowSshFrom: readonly string[];
  /** Name of an EC2 key pair. */
  readonly keyName?: string;
}

/** What all stacks of a project share: the context of its `cdktf.json`. */
export interface ProjectSpec {
  /** Region of the state bucket and of every model that names none. */
  readonly region: string;
  /** S3 bucket of Terraform's state; without it, state is local. */
  readonly stateBucket?: string;
  /** State objects are `<statePrefix>/<StackName>.tfstate`. */
  readonly statePrefix: string;
  /** Tags on everything of every stack. */
  readonly tags: Readonly<Record<string, string>>;
  /** Version constraint of the AWS provider; by default the version that the bindings were made from. */
  readonly awsProviderVersion?: string;
  /** GitHub's `owner/name`, for plan review in pull requests. */
  readonly repository?: string;
}
