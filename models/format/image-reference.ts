import type { StackSpec } from "./spec";

/** True: the image is named by its tag alone and lies in the stack's own repository. */
export function isOwnImage({ containerImage }: Pick<StackSpec, "containerImage">): boolean {
  return containerImage.startsWith(":");
}

/** The image as it is pulled: what a tag alone leaves out is the stack's own repository, in its own account and region. */
export function imageReference(
  spec: Pick<StackSpec, "containerImage" | "repository" | "region">,
  accountId: string,
): string {
  const { containerImage, repository, region } = spec;
  if (!isOwnImage(spec) || !repository) return containerImage;
  // "Amazon ECR endpoints and quotas": China has a domain of its own.
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return `${accountId}.dkr.ecr.${region}.${domain}/${repository.name}${containerImage}`;
}
