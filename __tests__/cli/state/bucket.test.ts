import { makeOrComplete, type Step } from "../../../cli/state/bucket";
import { FakeS3, s3Error } from "./fake-s3";

const NAME = "elastic-models-state-123456789012-us-west-2";
let s3: FakeS3;
beforeEach(() => (s3 = new FakeS3()));

async function make({ region = "us-west-2", dry = false } = {}): Promise<Step[]> {
  const steps: Step[] = [];
  const at = { Bucket: NAME, ExpectedBucketOwner: "123456789012" };
  const tags = { Lab: "benthos", ManagedBy: "elastic-models" };
  await makeOrComplete({ s3: s3 as never, at, partition: "aws", tags }, region, dry, (step) => steps.push(step));
  return steps;
}

const outcomes = (steps: readonly Step[]) => new Set(steps.map(({ outcome }) => outcome));
const writes = () => s3.sent.filter((name) => /^(Put|Create)/.test(name));
const bucket = () => s3.buckets.get(NAME) ?? {};

test("a new bucket is versioned, encrypted, private, TLS only, tagged, and keeps earlier states for 90 days", async () => {
  await make();
  expect(bucket()).toMatchObject({
    CreateBucket: { CreateBucketConfiguration: { LocationConstraint: "us-west-2" } },
    BucketVersioning: { VersioningConfiguration: { Status: "Enabled" } },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    },
    PublicAccessBlock: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
    BucketLifecycleConfiguration: {
      LifecycleConfiguration: { Rules: [{ Status: "Enabled", NoncurrentVersionExpiration: { NoncurrentDays: 90 } }] },
    },
    BucketTagging: {
      Tagging: {
        TagSet: [
          { Key: "Lab", Value: "benthos" },
          { Key: "ManagedBy", Value: "elastic-models" },
        ],
      },
    },
  });
  const { Statement } = JSON.parse((bucket().BucketPolicy as { Policy: string }).Policy) as { Statement: unknown };
  expect(Statement).toEqual([
    {
      Sid: "OnlyTls",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [`arn:aws:s3:::${NAME}`, `arn:aws:s3:::${NAME}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

test("every call but the creation names the account that must own the bucket", async () => {
  await make();
  const { CreateBucket: creation, ...others } = bucket();
  expect(creation).toBeDefined();
  for (const input of Object.values(others)) expect(input).toMatchObject({ ExpectedBucketOwner: "123456789012" });
});

test("us-east-1 is named by naming no place", async () => {
  await make({ region: "us-east-1" });
  expect(bucket().CreateBucket).toMatchObject({ CreateBucketConfiguration: {} });
});

test("a second run writes nothing", async () => {
  await make();
  s3.sent.length = 0;
  expect(outcomes(await make())).toEqual(new Set(["there already"]));
  expect(writes()).toEqual([]);
});

test("a bucket that is there is completed, and what else it has is kept", async () => {
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: { Sid: "Auditors", Effect: "Allow" } });
  const kms = { ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: "aws:kms" }] } };
  s3.buckets.set(NAME, {
    BucketPolicy: { Policy },
    BucketEncryption: kms,
    BucketTagging: { Tagging: { TagSet: [{ Key: "Owner", Value: "ana" }] } },
    BucketLifecycleConfiguration: { LifecycleConfiguration: { Rules: [{ ID: "their-rule" }] } },
    PublicAccessBlock: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
  });
  await make();
  const after = bucket() as Record<string, never>;
  expect(JSON.stringify(after.BucketPolicy)).toMatch(/Auditors.*OnlyTls/);
  expect(after.BucketEncryption).toBe(kms);
  expect(JSON.stringify(after.BucketTagging)).toMatch(/Owner.*ana.*ManagedBy/);
  expect(JSON.stringify(after.BucketLifecycleConfiguration)).toMatch(/their-rule.*earlier-states/);
  expect(JSON.stringify(after.PublicAccessBlock)).not.toContain("false");
});

test("a dry run says what would be made and writes nothing", async () => {
  expect((await make({ dry: true })).map(({ outcome }) => outcome)).toEqual(["made", ...Array<string>(6).fill("set")]);
  expect(writes()).toEqual([]);
});

test("a bucket of another account is refused before anything is read or written", async () => {
  s3.othersBuckets.add(NAME);
  await expect(make()).rejects.toThrow(
    `the bucket ${NAME} belongs to another account than your credentials, 123456789012\nUse credentials of its account`,
  );
  expect(s3.sent).toEqual(["HeadBucket", "HeadBucket"]);
});

test("a bucket that may not be looked at is said to be another's, or a missing permission", async () => {
  s3.refused.set("HeadBucket", { name: "AccessDenied" });
  await expect(make()).rejects.toThrow("or they lack s3:ListBucket");
});

test("a bucket in another region is named with both regions", async () => {
  const elsewhere = Object.assign(s3Error("PermanentRedirect", 301), {
    $response: { headers: { "x-amz-bucket-region": "eu-west-1" } },
  });
  jest.spyOn(s3, "send").mockRejectedValue(elsewhere);
  await expect(make()).rejects.toThrow(`is in eu-west-1, but cdktf.json's region is us-west-2`);
});

test("missing permissions are named all at once, after doing what is permitted", async () => {
  s3.refused.set("PutBucketVersioning", { name: "AccessDenied" });
  s3.refused.set("GetBucketLifecycleConfiguration", { name: "AccessDenied" });
  await expect(make()).rejects.toThrow(
    `your AWS credentials lack permissions on arn:aws:s3:::${NAME}: s3:PutBucketVersioning, s3:GetLifecycleConfiguration`,
  );
  expect(bucket()).toHaveProperty("BucketPolicy");
  expect(bucket()).toHaveProperty("BucketTagging");
});

test("a missing permission to make buckets is named", async () => {
  s3.refused.set("CreateBucket", { name: "AccessDenied" });
  await expect(make()).rejects.toMatchObject({ permission: "s3:CreateBucket" });
});

describe("two people at once", () => {
  test("the slower one takes the bucket that the faster one made", async () => {
    const together = await Promise.all([make(), make()]);
    expect(together.map(([bucket]) => bucket?.outcome)).toEqual(["made", "made"]);
    s3.sent.length = 0;
    expect(outcomes(await make())).toEqual(new Set(["there already"]));
  });

  test("where S3 says that another change is under way, it is asked again", async () => {
    s3.refused.set("PutPublicAccessBlock", { name: "OperationAborted", times: 2 });
    await make();
    expect(s3.sent.filter((name) => name === "PutPublicAccessBlock")).toHaveLength(3);
  });
});
