import { DescribeImagesCommand, ECRClient, ListTagsForResourceCommand } from "@aws-sdk/client-ecr";
import { imageReference, isOwnImage } from "../../models/format/image-reference";
import type { AnyModelSpec } from "../../models/format/spec";
import { isDenied, needing, unlessMissing } from "../aws-failure";
import { isOurs } from "../ours";
import { reach } from "../reach";
import { checkOf, type Plan } from "./check";
import { ok, unknown, wrong, type Finding } from "./finding";

/** An image in a private repository of ECR, taken apart. */
export interface EcrImage {
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  readonly imageId: { readonly imageTag?: string; readonly imageDigest?: string };
}

export interface ImageFacts {
  /** Undefined: it lies elsewhere, where AWS cannot be asked. */
  readonly image?: EcrImage;
  readonly found: "image" | "no image" | "no repository" | "not asked";
  /** It is to lie in the stack's own repository; "another" has made that of this name. */
  readonly own?: "this model" | "another" | "nobody" | "unseen";
  /** Compressed, in bytes, as it is pulled; unknown for an image of several platforms. */
  readonly bytes?: number;
}

/** Whether the container image can be pulled: a missing one boots GPUs that never start a worker, or a service that never answers. */
export const image = checkOf("image", gather, explainImage);

async function gather({ spec, accountId }: Plan<AnyModelSpec>): Promise<ImageFacts> {
  const parts = ecrImage(imageReference(spec, accountId));
  if (!parts) return { found: "not asked" };
  const facts = await look(parts);
  if (!isOwnImage(spec)) return facts;
  return { ...facts, own: facts.found === "no repository" ? "nobody" : await ownerOf(parts, spec.stackName) };
}

async function look(parts: EcrImage): Promise<ImageFacts> {
  const { account, region, repository, imageId } = parts;
  const question = new DescribeImagesCommand({ registryId: account, repositoryName: repository, imageIds: [imageId] });
  try {
    const answer = await unlessMissing(
      ["ImageNotFoundException"],
      needing("ecr:DescribeImages", new ECRClient(reach(region)).send(question)),
    );
    const [detail] = answer?.imageDetails ?? [];
    if (!detail) return { image: parts, found: "no image" };
    return { image: parts, found: "image", ...(detail.imageSizeInBytes && { bytes: detail.imageSizeInBytes }) };
  } catch (error) {
    if (error instanceof Error && error.name === "RepositoryNotFoundException")
      return { image: parts, found: "no repository" };
    throw error;
  }
}

async function ownerOf({ account, region, repository }: EcrImage, stackName: string): Promise<ImageFacts["own"]> {
  const resourceArn = `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${repository}`;
  try {
    const question = new ListTagsForResourceCommand({ resourceArn });
    const { tags } = await needing("ecr:ListTagsForResource", new ECRClient(reach(region)).send(question));
    return isOurs(tags, stackName) ? "this model" : "another";
  } catch (error) {
    if (isDenied(error)) return "unseen";
    throw error;
  }
}

/** "Amazon Resource Names (ARNs)", partitions. */
const partitionOf = (region: string): string =>
  region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";

export function ecrImage(reference: string): EcrImage | undefined {
  const parts = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)(?::([^@]+))?(?:@(.+))?$/.exec(
    reference,
  );
  if (!parts) return undefined;
  const [, account = "", region = "", repository = "", imageTag = "latest", imageDigest] = parts;
  return { account, region, repository, imageId: imageDigest ? { imageDigest } : { imageTag } };
}

/** Seconds a GB that a pull takes: 2.5 GB from ECR in the region were measured at 55-79 s, and at 171 s from elsewhere. */
const SECONDS_PER_GB = { near: 27, far: 70 };

export function explainImage(facts: ImageFacts, { spec }: Pick<Plan<AnyModelSpec>, "spec">): Finding {
  const { image, found, bytes, own } = facts;
  if (image && own === "another") {
    return wrong(
      `not made for this model: ECR repository ${image.repository}; a deploy would fail`,
      `Give Repository another Name, or write the whole reference of an image in it as ContainerImage.`,
    );
  }
  if (image && own === "nobody") {
    return ok(
      `${image.repository}${spec.containerImage}: the deploy makes the repository`,
      spec.kind === "queue"
        ? "After it, build and push the image (docs/images.md); until then videos wait in the queue."
        : "After it, build and push the image (docs/images.md) and let ECS start the tasks again (docs/serve.md).",
    );
  }
  if (!image) {
    return unknown(
      `${spec.containerImage} is not in ECR, so AWS does not know it`,
      "See that it exists and that a pull needs no password. From ECR in the same region it would start sooner.",
    );
  }
  const name = `${image.repository}${image.imageId.imageDigest ? "@" : ":"}${image.imageId.imageDigest ?? image.imageId.imageTag}`;
  if (found === "no repository") {
    return wrong(
      `account ${image.account} has no ECR repository ${image.repository} in ${image.region}`,
      `Create it and push the image, or correct ContainerImage:
aws ecr create-repository --repository-name ${image.repository} --region ${image.region}`,
    );
  }
  if (found !== "image") {
    return wrong(
      `the ECR repository ${image.repository} has no image ${name.slice(image.repository.length + 1)}`,
      `${own ? "Build and push it (docs/images.md)" : "Push it"}, or correct ContainerImage. What is there:
aws ecr describe-images --registry-id ${image.account} --repository-name ${image.repository} --region ${image.region}`,
    );
  }
  const near = image.region === spec.region;
  const gigabytes = bytes === undefined ? undefined : bytes / 1e9;
  const pull =
    gigabytes === undefined ? "" : `, ${gigabytes.toFixed(1)} GB: about ${pullTime(gigabytes, near)} to pull`;
  if (near) return ok(`${name}${pull}`);
  return ok(
    `${name} in ${image.region}${pull}`,
    `The ${spec.kind === "queue" ? "fleet is" : "tasks are"} in ${spec.region}: every ${onFargate(spec) ? "task" : "instance"} pulls it across regions, slower and at the price of the transfer. Copy it to ECR in ${spec.region}.`,
  );
}

function pullTime(gigabytes: number, near: boolean): string {
  const seconds = gigabytes * (near ? SECONDS_PER_GB.near : SECONDS_PER_GB.far);
  return seconds < 90 ? `${Math.ceil(seconds / 10) * 10} s` : `${Math.round(seconds / 60)} min`;
}

const onFargate = (spec: AnyModelSpec): boolean => spec.kind === "served" && spec.compute.kind === "fargate";
