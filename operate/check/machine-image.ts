import { DescribeImagesCommand, EC2Client } from "@aws-sdk/client-ec2";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { gpuImageParameter } from "../../constructs/fleet/gpu-image";
import { isDenied, needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import { checkOf, type Plan, type WithFleet } from "./check";
import { ok, wrong, type Finding } from "./finding";

export interface MachineImageFacts {
  /** Undefined: the region has no such image. */
  readonly imageId?: string;
  /** GiB of its root snapshot, where EC2 tells. */
  readonly rootGib?: number;
}

/** Whether the region has the ECS GPU-optimized machine image, and an instance's root volume can hold it. */
export const machineImage = checkOf("machine image", gather, explainMachineImage);

async function gather({ spec: { region } }: Plan<WithFleet>): Promise<MachineImageFacts> {
  const parameter = await unlessMissing(
    ["ParameterNotFound"],
    needing(
      "ssm:GetParameter",
      new SSMClient(reach(region)).send(new GetParameterCommand({ Name: gpuImageParameter })),
    ),
  );
  const imageId = parameter?.Parameter?.Value;
  if (!imageId) return {};
  const rootGib = await rootOf(imageId, region);
  return { imageId, ...(rootGib !== undefined && { rootGib }) };
}

async function rootOf(imageId: string, region: string): Promise<number | undefined> {
  try {
    const { Images: [image] = [] } = await new EC2Client(reach(region)).send(
      new DescribeImagesCommand({ Filters: [{ Name: "image-id", Values: [imageId] }] }),
    );
    const root = image?.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === image.RootDeviceName);
    return root?.Ebs?.VolumeSize;
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

export function explainMachineImage(
  { imageId, rootGib }: MachineImageFacts,
  { spec }: Pick<Plan<WithFleet>, "spec">,
): Finding {
  if (!imageId) {
    return wrong(
      `${spec.region} has no ECS GPU-optimized machine image (${gpuImageParameter})`,
      "Give the model another Region.",
    );
  }
  if (rootGib !== undefined && rootGib > spec.rootVolumeGib) {
    return wrong(
      `${imageId} needs a root volume of ${rootGib} GiB; the model's has ${spec.rootVolumeGib}: no instance can start`,
      `Set BlockDeviceVolumeGBRoot to ${rootGib} or more.`,
    );
  }
  return ok(`${imageId}, Amazon Linux 2023 with NVIDIA's driver`);
}
