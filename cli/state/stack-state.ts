import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { readFileSync } from "node:fs";
import type { ProjectSpec } from "../../models/format/spec";
import { needing } from "../aws-problem";
import { parseSaved } from "../saved-json";

/** Which resources Terraform's state of one stack holds: `aws_s3_bucket.buckets_video`. */
export type Addresses = ReadonlySet<string>;

/** What is read here of a state, version 4 of Terraform's format, which has been the same since Terraform 0.12. */
interface StateFile {
  readonly resources?: readonly { readonly mode: string; readonly type: string; readonly name: string }[];
}

/** Where a project without a state bucket keeps a stack's state; beside it once it was moved. */
export function localStateFile(stackName: string): string {
  return `.state/${stackName}.tfstate`;
}

export function stateKey(project: ProjectSpec, stackName: string): string {
  return `${project.statePrefix}/${stackName}.tfstate`;
}

/** What the stack's state holds, read without Terraform, which would take seconds; undefined when there is no state. */
export async function readState(project: ProjectSpec, stackName: string): Promise<Addresses | undefined> {
  const { stateBucket } = project;
  if (stateBucket === undefined) return localState(stackName);
  const key = stateKey(project, stackName);
  const text = await readObject(project.region, stateBucket, key);
  const fix = "The bucket keeps earlier versions of it: docs/state.md.";
  return text === undefined ? undefined : addresses(text, `s3://${stateBucket}/${key}`, fix);
}

/** What this folder's state of the stack holds; undefined when there is none, or one without a resource. */
export function localState(stackName: string): Addresses | undefined {
  const file = localStateFile(stackName);
  try {
    const found = addresses(
      readFileSync(file, "utf8"),
      file,
      `Terraform keeps the one before it as ${file}.backup: look at both, and copy that over this one.`,
    );
    return found.size > 0 ? found : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** An object's text, or undefined when there is no such object. */
export async function readObject(region: string, Bucket: string, Key: string): Promise<string | undefined> {
  try {
    const { Body } = await needing(
      "s3:GetObject",
      new S3Client({ region }).send(new GetObjectCommand({ Bucket, Key })),
    );
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchKey") return undefined;
    throw error;
  }
}

function addresses(text: string, file: string, fix: string): Addresses {
  // Terraform makes the local file before it has something to write.
  const { resources = [] } = (text === "" ? {} : parseSaved(text, file, fix)) as StateFile;
  return new Set(resources.filter(({ mode }) => mode === "managed").map(({ type, name }) => `${type}.${name}`));
}
