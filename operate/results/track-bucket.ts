import { paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { bucketName, namesOf } from "../../constructs/names";
import type { ModelSpec } from "../../models/format/spec";
import { needing, pages, unlessMissing } from "../aws-failure";
import { findQueue } from "../queues/find-queue";
import { peek } from "../queues/peek";
import { reach } from "../reach";
import { reportOf } from "./report";
import { type Result, select, type Selection } from "./select";

export interface TrackBucket {
  readonly client: S3Client;
  readonly name: string;
  readonly selection: Selection;
  /** Reports that others, such as the client's monitor, are reading now. */
  readonly hidden: number;
}

/** What is finished, by job. Undefined: the stack is not deployed. */
export async function lookAtResults(spec: ModelSpec): Promise<TrackBucket | undefined> {
  const { stackName, region } = spec;
  const client = new S3Client(reach(region));
  const { Account = "" } = await needing(
    "sts:GetCallerIdentity",
    new STSClient(reach(region)).send(new GetCallerIdentityCommand({})),
  );
  const name = bucketName(stackName, "track", Account, region);
  const [results, reports] = await Promise.all([resultsIn(name, client), reportsOf(spec)]);
  if (!results || !reports) return undefined;
  const known = reports.bodies.flatMap((body) => reportOf(body) ?? []);
  return { client, name, selection: select(known, results), hidden: reports.hidden };
}

async function resultsIn(bucket: string, client: S3Client): Promise<readonly Result[] | undefined> {
  const found = await unlessMissing(
    ["NoSuchBucket"],
    pages("s3:ListBucket", paginateListObjectsV2({ client }, { Bucket: bucket })),
  );
  return found
    ?.flatMap(({ Contents = [] }) => Contents)
    .map(({ Key: key = "", Size: bytes = 0, ETag: etag = "", LastModified }) => ({
      key,
      bytes,
      etag,
      modifiedAt: LastModified?.getTime() ?? 0,
    }))
    .filter(({ key }) => key.endsWith(".tracks.tar.gz"));
}

async function reportsOf({ stackName, region }: ModelSpec) {
  const sqs = new SQSClient(reach(region));
  const queue = await findQueue(namesOf(stackName).trackQueue, sqs);
  if (!queue) return undefined;
  const bodies = await peek(sqs, queue.url, { most: 20_000, seconds: 300 }, (messages) =>
    Promise.resolve(messages.map(({ Body = "" }) => Body)),
  );
  return { bodies, hidden: Math.max(0, queue.messages - bodies.length) };
}
