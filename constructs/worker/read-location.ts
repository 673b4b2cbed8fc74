import type { S3Location } from "../../models/format/spec";
import type { Place } from "../place";
import type { Statement } from "../policy";

/** Reading one object, or all below a prefix; listing, so that a missing object is "not found" and not "denied". */
export function readLocation(what: string, { bucket, key }: S3Location, place: Place): Statement[] {
  const keys = key === "" || key.endsWith("/") ? `${key}*` : key;
  return [
    {
      Sid: `Read${what}`,
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: place.s3Arn(`${bucket}/${keys}`),
    },
    {
      Sid: `List${what}`,
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: place.s3Arn(bucket),
      Condition: { StringLike: { "s3:prefix": keys } },
    },
  ];
}
