import { CreateRepositoryCommand, ECRClient, PutImageCommand } from "@aws-sdk/client-ecr";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { sampleProject, sampleSpec } from "../../__tests__/constructs/sample";
import type { Emulator } from "../../emulator/emulator";
import type { ProjectSpec } from "../../models/format/spec";
import { reach } from "../account";

/** A model for which everything is ready in an account that `makeReady` has prepared. */
export const spec = sampleSpec();
export const project: ProjectSpec = { ...sampleProject, stateBucket: "state" };
export const accountId = "123456789012";

/** Puts into a new account all that the model needs before its first deploy. */
export async function makeReady(emulator: Emulator): Promise<void> {
  const s3 = new S3Client({ ...reach(emulator), forcePathStyle: true });
  for (const Bucket of ["models", "configs", "state"]) {
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "us-west-2" } }));
  }
  await s3.send(new PutObjectCommand({ Bucket: "models", Key: "sample.pt", Body: "x".repeat(14_200_000) }));
  await s3.send(new PutObjectCommand({ Bucket: "configs", Key: "sample.yaml", Body: "tracker: {}\n" }));
  await pushImage(emulator, "us-west-2");
}

/** An image of 3.1 GB, as its manifest says; by default the model's. */
export async function pushImage(
  emulator: Emulator,
  region: string,
  repositoryName = "team/detector",
  imageTag = "1.0.0",
): Promise<void> {
  const ecr = new ECRClient(reach(emulator, region));
  await ecr.send(new CreateRepositoryCommand({ repositoryName }));
  const digest = `sha256:${"a".repeat(64)}`;
  const manifest = {
    schemaVersion: 2,
    mediaType: "application/vnd.docker.distribution.manifest.v2+json",
    config: { mediaType: "application/vnd.docker.container.image.v1+json", size: 7023, digest },
    layers: [{ mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip", size: 3_100_000_000, digest }],
  };
  await ecr.send(new PutImageCommand({ repositoryName, imageTag, imageManifest: JSON.stringify(manifest) }));
}
