import { CreateBucketCommand, DeleteBucketCommand, PutBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { reach } from "../../account";
import { ours, type Trial } from "./trial";

export function queueAndBucketCases({ stage, line }: Trial): void {
  const s3 = () => new S3Client({ ...reach(stage.account), forcePathStyle: true });
  const local = { CreateBucketConfiguration: { LocationConstraint: "us-west-2" } } as const;

  test("state: a bucket that is not there", async () => {
    await s3().send(new DeleteBucketCommand({ Bucket: "state" }));
    expect(await line("state")).toEqual({
      mark: "wrong",
      says: "there is no bucket state (stateBucket of cdktf.json)",
      advice: "Create it:\n./model state create",
    });
  });

  describe("queues and buckets", () => {
    const queue = (tags?: Record<string, string>) =>
      new SQSClient(reach(stage.account)).send(
        new CreateQueueCommand({ QueueName: "Sample-video.fifo", Attributes: { FifoQueue: "true" }, tags }),
      );
    const Bucket = "sample-track-123456789012-us-west-2";

    test("a queue of somebody else's", async () => {
      await queue();
      expect(await line("queues")).toMatchObject({
        mark: "wrong",
        says: "not made for this model: queue Sample-video.fifo; a deploy would fail",
      });
    });

    test("a queue of ours", async () => {
      await queue({ Model: "Sample", ManagedBy: "elastic-models" });
      expect(await line("queues")).toEqual({
        mark: "ok",
        says: "this model's: Sample-video.fifo; free: Sample-track.fifo, Sample-dead.fifo",
      });
    });

    test("a bucket of somebody else's", async () => {
      await s3().send(new CreateBucketCommand({ Bucket, ...local }));
      expect(await line("buckets")).toMatchObject({ mark: "wrong", says: expect.stringContaining(Bucket) as string });
    });

    test("a bucket of ours, kept from an earlier deploy", async () => {
      await s3().send(new CreateBucketCommand({ Bucket, ...local }));
      await s3().send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: ours } }));
      expect(await line("buckets")).toMatchObject({
        mark: "ok",
        says: expect.stringContaining(`this model's: ${Bucket}`) as string,
      });
    });

    test("a bucket of another account cannot be told from one that we may not see", async () => {
      stage.between.refuse("s3:ListBucket");
      expect(await line("buckets")).toMatchObject({
        mark: "unknown",
        says: expect.stringContaining("whose it is cannot be seen") as string,
      });
    });
  });
}
