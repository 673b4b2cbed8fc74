import type { FleetSpec, StackSpec } from "../../models/format/spec";

/** Of a model, what there is to say to somebody whose fleet cannot grow. */
export type Launching = Pick<StackSpec, "stackName" | "region"> & Pick<FleetSpec, "spot">;

/** Why a launch failed. */
export interface LaunchFailure {
  readonly cause: "quota" | "capacity" | "other";
  /** In plain words, as the rest of "no instance can start: …". */
  readonly words: string;
  readonly advice: (spec: Launching) => string;
}

interface Known extends LaunchFailure {
  /** What AWS's message contains. */
  readonly sign: RegExp;
}

const look = ({ stackName }: Launching) => `./model check ${stackName}`;

/**
 * Messages of scaling activities ("Troubleshoot issues in Amazon EC2 Auto Scaling", "Error codes for the Amazon EC2 API",
 * "Troubleshoot Amazon EC2 instance launch issues"). A group with a mixed instances policy puts EC2's code before the text.
 */
const KNOWN: readonly Known[] = [
  {
    sign: /VcpuLimitExceeded|InstanceLimitExceeded|MaxSpotInstanceCountExceeded|vCPU limit|instance limit|spot instance count exceeded/i,
    cause: "quota",
    words: "the account's quota for GPU vCPUs is used up",
    advice: (spec) => `Ask AWS for a larger quota; this prints the command:\n${look(spec)}`,
  },
  {
    sign: /InsufficientInstanceCapacity|UnfulfillableCapacity|InsufficientCapacity|sufficient .* capacity|no Spot capacity/i,
    cause: "capacity",
    words: "AWS has no such instances free at the moment",
    advice: ({ spot, region }) =>
      `The group tries again by itself, in every zone. More InstanceTypes${spot ? ", Spot: false" : ""} or a Region beside ${region} make it likelier.`,
  },
  {
    sign: /SpotMaxPriceTooLow/i,
    cause: "capacity",
    words: "Spot costs more than on demand at the moment",
    advice: () => "The group tries again by itself. Spot: false in the model's YAML uses on-demand instances.",
  },
  {
    sign: /KMS|InvalidKMSKey|encrypted/i,
    cause: "other",
    words: "Auto Scaling may not use the account's key for disks",
    advice: (spec) => `Grant it; this prints the command:\n${look(spec)}`,
  },
  {
    sign: /InvalidAMIID|AMI .*(does not exist|not found)|image id/i,
    cause: "other",
    words: "the machine image does not exist any more",
    advice: ({ stackName }) => `Deploy again, which takes the newest one:\n./model deploy ${stackName}`,
  },
  {
    sign: /InvalidKeyPair|key pair .* does not exist/i,
    cause: "other",
    words: "the key pair for ssh does not exist",
    advice: () => "Correct Debug.KeyName in the model's YAML, or create the key pair, and deploy.",
  },
  {
    sign: /expect size|InvalidBlockDeviceMapping/i,
    cause: "other",
    words: "the root volume is smaller than the machine image",
    advice: () => "Raise BlockDeviceVolumeGBRoot in the model's YAML and deploy.",
  },
  {
    sign: /not supported in your requested Availability Zone|Unsupported|InvalidSubnet/i,
    cause: "other",
    words: "the instance type is not offered where the subnets are",
    advice: (spec) => `Choose other InstanceTypes; this shows the zones:\n${look(spec)}`,
  },
  {
    sign: /PendingVerification|being validated|Blocked|OptInRequired/i,
    cause: "other",
    words: "AWS has not cleared this account for such instances yet",
    advice: () => "Usually it is done within hours; else write to AWS Support.",
  },
];

/** Puts AWS's message into words; what is not known is shown as AWS says it. */
export function launchFailure(message: string): LaunchFailure {
  const known = KNOWN.find(({ sign }) => sign.test(message));
  if (known) return known;
  return {
    cause: "other",
    words: message.replace(/\s*Launching EC2 instance failed\.?$/, "") || "AWS gives no reason",
    advice: (spec) => `What else may be in the way:\n${look(spec)}`,
  };
}
