import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";

/**
 * What became of each video: one item a video and job, with an attribute for each step that has begun. Its stream tells of
 * every change, before and after.
 *
 * Destroying it does not ask, but a table with point-in-time recovery leaves a system backup behind, for 35 days ("Enable
 * point-in-time recovery in DynamoDB").
 */
export class VideoTable extends Construct {
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, props: { readonly name: string }) {
    super(scope, id);
    this.table = new DynamodbTable(this, "Default", {
      name: props.name,
      // A video is a few writes; nothing to pay while none comes.
      billingMode: "PAY_PER_REQUEST",
      hashKey: "video",
      // The same video may be worked again in another job.
      rangeKey: "job_name",
      attribute: [
        { name: "video", type: "S" },
        { name: "job_name", type: "S" },
      ],
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      pointInTimeRecovery: { enabled: true },
    });
  }
}
