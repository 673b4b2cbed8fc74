import { HeadObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { s3Url } from "../../models/format/s3-location";
import type { AnyModelSpec, S3Location, StackSpec } from "../../models/format/spec";
import { needing, unlessMissing } from "../aws-failure";
import { reach } from "../reach";
import { type Archived, archivedOf, explainUnreadable, moveOut } from "./archived-object";
import { type Check, checkOf, type Plan } from "./check";
import { count, ok, wrong, type Finding } from "./finding";

export interface StoredFacts {
  readonly location: S3Location;
  readonly found: "object" | "prefix" | "nothing" | "no bucket";
  /** Of the object. */
  readonly bytes?: number;
  /** Objects below the prefix, as far as one page of S3 tells. */
  readonly objects?: number;
  readonly archived?: Archived;
  /** ARN of the KMS key that it is encrypted with. */
  readonly kmsKey?: string;
}

/** Whether the model, or the tracker's configuration, is there and can be read. */
function storedInput(subject: string, key: string, location: S3Location): Check<StackSpec> {
  return checkOf(
    subject,
    ({ spec }: Plan<StackSpec>) => gather(location, spec.region),
    (facts) => explainStored(facts, key),
  );
}

/** The objects that a model's YAML names. */
export function storedInputs(spec: AnyModelSpec): readonly Check<StackSpec>[] {
  const trackConfig = spec.kind === "queue" ? spec.trackConfig : undefined;
  return [
    ...(spec.modelLocation ? [storedInput("model", "model_location", spec.modelLocation)] : []),
    ...(trackConfig ? [storedInput("track config", "track_config", trackConfig)] : []),
  ];
}

async function gather(location: S3Location, region: string): Promise<StoredFacts> {
  const { bucket, key } = location;
  const s3 = new S3Client({ ...reach(region), followRegionRedirects: true });
  try {
    if (key === "" || key.endsWith("/")) {
      const list = await needing("s3:ListBucket", s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: key })));
      const objects = list.KeyCount ?? 0;
      return objects > 0 ? { location, found: "prefix", objects } : { location, found: "nothing" };
    }
    const head = await unlessMissing(
      ["NotFound"],
      needing("s3:GetObject", s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }))),
    );
    if (!head) {
      // A HEAD says 404 for a missing object and a missing bucket alike; listing tells them apart.
      await needing("s3:ListBucket", s3.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 })));
      return { location, found: "nothing" };
    }
    const archived = archivedOf(head);
    return {
      location,
      found: "object",
      ...(head.ContentLength !== undefined && { bytes: head.ContentLength }),
      ...(archived && { archived }),
      ...(head.SSEKMSKeyId && { kmsKey: head.SSEKMSKeyId }),
    };
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchBucket") return { location, found: "no bucket" };
    throw error;
  }
}

export function explainStored(
  { location, found, bytes, objects = 0, archived, kmsKey }: StoredFacts,
  yamlKey: string,
): Finding {
  const { bucket, key } = location;
  const url = s3Url(location);
  if (found === "no bucket")
    return wrong(`there is no bucket ${bucket}`, `Correct ${yamlKey}, or create the bucket and upload to it.`);
  if (found === "nothing")
    return wrong(
      `there is nothing at ${url}`,
      `Upload it, or correct ${yamlKey}. What is there:\naws s3 ls s3://${bucket}/${folder(key)}`,
    );
  if (found === "prefix") return ok(`${url} holds ${objects === 1000 ? "1000 or more" : count(objects, "object")}`);
  const until = archived?.readableUntil;
  if (archived && !until) return explainUnreadable(location, archived);
  if (bytes === 0) return wrong(`${url} is empty`, "Upload it again.");
  const size = bytes === undefined ? "" : `, ${shownSize(bytes)}`;
  const advice = [
    ...(kmsKey && !kmsKey.endsWith("alias/aws/s3")
      ? [
          `It is encrypted with ${kmsKey}. Unless that is AWS's own key, its policy must allow kms:Decrypt to the worker's role.`,
        ]
      : []),
    ...(until ? [moveOut(location, "Workers cannot read it afterwards. Before that,")] : []),
  ];
  return ok(`${url}${size}${until ? `, restored from ${archived.where} until ${until}` : ""}`, advice.join("\n"));
}

const folder = (key: string): string => key.slice(0, key.lastIndexOf("/", key.length - 2) + 1);

function shownSize(bytes: number): string {
  if (bytes < 1e3) return `${bytes} bytes`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
