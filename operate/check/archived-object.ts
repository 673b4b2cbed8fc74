import type { HeadObjectCommandOutput } from "@aws-sdk/client-s3";
import { s3Url } from "../../models/format/s3-location";
import type { S3Location } from "../../models/format/spec";
import { wrong, type Finding } from "./finding";

/** An object that S3 has archived: it must be restored before it can be read ("Working with archived objects"). */
export interface Archived {
  /** A storage class, such as `GLACIER`, or a tier of Intelligent-Tiering, such as `ARCHIVE_ACCESS`. */
  readonly where: string;
  /** What is restored from a class is a copy that S3 deletes; from a tier, the object itself comes out. */
  readonly by: "class" | "tier";
  readonly beingRestored: boolean;
  /** A restored copy can be read until then. The object itself stays archived. */
  readonly readableUntil?: string;
}

export function archivedOf({
  StorageClass,
  ArchiveStatus,
  Restore = "",
}: Pick<HeadObjectCommandOutput, "StorageClass" | "ArchiveStatus" | "Restore">): Archived | undefined {
  const inClass = StorageClass === "GLACIER" || StorageClass === "DEEP_ARCHIVE" ? StorageClass : undefined;
  const where = ArchiveStatus ?? inClass;
  if (!where) return undefined;
  // `ongoing-request="true"`, or `ongoing-request="false", expiry-date="Fri, 21 Dec 2012 00:00:00 GMT"` (HeadObject).
  const readableUntil = /expiry-date="([^"]+)"/u.exec(Restore)?.[1];
  return {
    where,
    by: where === inClass ? "class" : "tier",
    beingRestored: Restore.includes('ongoing-request="true"'),
    ...(readableUntil && { readableUntil }),
  };
}

/** Why it cannot be read, and how it can be for good. */
export function explainUnreadable(location: S3Location, { where, by, beingRestored }: Archived): Finding {
  const { bucket, key } = location;
  const url = s3Url(location);
  const copied = by === "class";
  const then = copied
    ? `\n${moveOut(location, "What is restored is a copy that S3 deletes again. While it is there,")}`
    : "";
  if (beingRestored)
    return wrong(
      `${url} is archived (${where}) and cannot be read until it is restored, which goes on`,
      `Wait: it takes hours, at most two days.${then}`,
    );
  // With a tier there are no days: the object itself comes out (RestoreObject).
  return wrong(
    `${url} is archived (${where}) and cannot be read`,
    `Restore it, which takes hours:
aws s3api restore-object --bucket ${bucket} --key ${key} --restore-request ${copied ? "Days=30" : "'{}'"}${then}`,
  );
}

/** The object stays in its class unless a copy with another class takes its place ("Restoring an archived object"). */
export function moveOut(location: S3Location, when: string): string {
  const url = s3Url(location);
  return `${when} put the object into a class that can always be read:\naws s3 cp ${url} ${url} --storage-class STANDARD`;
}
