import { S3Client, type HeadObjectCommandOutput } from "@aws-sdk/client-s3";
import { storedInputs } from "../../operate/check/stored-input";
import { sampleProject, sampleSpec } from "../constructs/sample";

const modelLocation = { bucket: "models", key: "a/b.pt" };
const spec = sampleSpec({ modelLocation });
const url = "s3://models/a/b.pt";
const moved = `aws s3 cp ${url} ${url} --storage-class STANDARD`;

afterEach(() => jest.restoreAllMocks());

/** The line of `./model check`, by its lines, where S3 answers a HEAD of the model like this. */
async function lines(head: Partial<HeadObjectCommandOutput>): Promise<readonly string[]> {
  const answer = () => Promise.resolve({ ContentLength: 1500, ...head });
  jest.spyOn(S3Client.prototype, "send").mockImplementation(answer as never);
  const model = storedInputs(spec).find(({ subject }) => subject === "model");
  const finding = await model?.look({ spec, project: sampleProject, accountId: "123456789012" });
  return [finding?.mark ?? "", finding?.says ?? "", ...(finding?.advice?.split("\n") ?? [])];
}

describe.each(["GLACIER", "DEEP_ARCHIVE"] as const)("a model in %s", (StorageClass) => {
  test("is restored for a time, and put into another class meanwhile", async () => {
    expect(await lines({ StorageClass })).toEqual([
      "wrong",
      `${url} is archived (${StorageClass}) and cannot be read`,
      "Restore it, which takes hours:",
      "aws s3api restore-object --bucket models --key a/b.pt --restore-request Days=30",
      "What is restored is a copy that S3 deletes again. While it is there, put the object into a class that can always be read:",
      moved,
    ]);
  });

  test("that is being restored needs no second order", async () => {
    expect(await lines({ StorageClass, Restore: 'ongoing-request="true"' })).toEqual([
      "wrong",
      `${url} is archived (${StorageClass}) and cannot be read until it is restored, which goes on`,
      "Wait: it takes hours, at most two days.",
      "What is restored is a copy that S3 deletes again. While it is there, put the object into a class that can always be read:",
      moved,
    ]);
  });

  test("that is restored can be read until S3 deletes the copy", async () => {
    const Restore = 'ongoing-request="false", expiry-date="Fri, 21 Dec 2012 00:00:00 GMT"';
    expect(await lines({ StorageClass, Restore })).toEqual([
      "ok",
      `${url}, 1.5 kB, restored from ${StorageClass} until Fri, 21 Dec 2012 00:00:00 GMT`,
      "Workers cannot read it afterwards. Before that, put the object into a class that can always be read:",
      moved,
    ]);
    expect(await lines({ StorageClass, Restore, ContentLength: 0 })).toEqual(expect.arrayContaining(["wrong"]));
    expect(await lines({ StorageClass, Restore, SSEKMSKeyId: "arn:aws:kms:us-west-2:123456789012:key/1" })).toEqual([
      "ok",
      expect.any(String),
      expect.stringContaining("kms:Decrypt"),
      expect.any(String),
      moved,
    ]);
  });
});

describe.each(["ARCHIVE_ACCESS", "DEEP_ARCHIVE_ACCESS"] as const)("a model in the tier %s", (ArchiveStatus) => {
  const there = { StorageClass: "INTELLIGENT_TIERING", ArchiveStatus } as const;
  test("comes out of it by a restore, without days", async () => {
    expect(await lines(there)).toEqual([
      "wrong",
      `${url} is archived (${ArchiveStatus}) and cannot be read`,
      "Restore it, which takes hours:",
      "aws s3api restore-object --bucket models --key a/b.pt --restore-request '{}'",
    ]);
    expect(await lines({ ...there, Restore: 'ongoing-request="true"' })).toEqual([
      "wrong",
      `${url} is archived (${ArchiveStatus}) and cannot be read until it is restored, which goes on`,
      "Wait: it takes hours, at most two days.",
    ]);
  });
});

test.each(["STANDARD_IA", "GLACIER_IR", "INTELLIGENT_TIERING"] as const)(
  "a model in %s can be read",
  async (StorageClass) => {
    expect(await lines({ StorageClass })).toEqual(["ok", `${url}, 1.5 kB`]);
  },
);
