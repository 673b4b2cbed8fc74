import type { Emulator } from "../emulator/emulator";

/** An attribute's value as DynamoDB writes it. */
export type Attribute = { readonly S: string } | { readonly M: Readonly<Record<string, Attribute>> };
export type Item = Readonly<Record<string, Attribute>>;

export interface StreamRecord {
  readonly eventName: string;
  readonly dynamodb: { readonly NewImage?: Item; readonly OldImage?: Item; readonly SequenceNumber: string };
}

/** One action of DynamoDB's, or of its streams', JSON protocol. Clients of their own would serve these tests alone. */
async function call<Answer>(emulator: Emulator, target: string, service: string, input: object): Promise<Answer> {
  const response = await fetch(emulator.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": target,
      authorization: `AWS4-HMAC-SHA256 Credential=emulator/20260101/us-west-2/${service}/aws4_request`,
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${target} answered ${text}`);
  return JSON.parse(text) as Answer;
}

export const dynamodb = <Answer>(emulator: Emulator, action: string, input: object) =>
  call<Answer>(emulator, `DynamoDB_20120810.${action}`, "dynamodb", input);

const streams = <Answer>(emulator: Emulator, action: string, input: object) =>
  call<Answer>(emulator, `DynamoDBStreams_20120810.${action}`, "dynamodb", input);

/** All records of a table's stream so far. */
export async function recordsOf(emulator: Emulator, TableName: string): Promise<readonly StreamRecord[]> {
  const { Table } = await dynamodb<{ Table: { LatestStreamArn: string } }>(emulator, "DescribeTable", { TableName });
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = await streams<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
    emulator,
    "DescribeStream",
    { StreamArn },
  );
  const ShardId = StreamDescription.Shards[0]?.ShardId;
  const { ShardIterator } = await streams<{ ShardIterator: string }>(emulator, "GetShardIterator", {
    StreamArn,
    ShardId,
    ShardIteratorType: "TRIM_HORIZON",
  });
  return (await streams<{ Records: StreamRecord[] }>(emulator, "GetRecords", { ShardIterator })).Records;
}
