import { CloudFormationClient, CreateStackCommand } from "@aws-sdk/client-cloudformation";
import { CreateVpcCommand, EC2Client, ModifyEbsDefaultKmsKeyIdCommand, RunInstancesCommand } from "@aws-sdk/client-ec2";
import { BatchDeleteImageCommand, DeleteRepositoryCommand, ECRClient, TagResourceCommand } from "@aws-sdk/client-ecr";
import { CreateClusterCommand, ECSClient } from "@aws-sdk/client-ecs";
import { CreateGrantCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { RequestServiceQuotaIncreaseCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { ModelSpec } from "../../models/format/spec";
import { checksFor, lookAtAll, type Line } from "../../operate/check/checks";
import { actionsOf } from "../../operate/permissions";
import { reach } from "../account";
import { describeEmulated } from "../needs";
import { setStage } from "./stage";
import { accountId, makeReady, project, pushImage, spec } from "./ready";

const ours = [
  { Key: "Model", Value: "Sample" },
  { Key: "ManagedBy", Value: "elastic-models" },
];

describeEmulated("./model check", () => {
  const stage = setStage(makeReady);
  /** Each line of the check, with each mark that it had in these tests. */
  const seen = new Set<string>();

  const at = () => reach(stage.account);
  const s3 = () => new S3Client({ ...at(), forcePathStyle: true });
  const local = { CreateBucketConfiguration: { LocationConstraint: "us-west-2" } } as const;

  /** One line of the check, of the ready model or one that differs from it. */
  async function line(subject: string, different: Partial<ModelSpec> = {}) {
    const changed = { ...spec, ...different };
    const check = checksFor(changed).find((one) => one.subject === subject);
    const finding = await check?.look({ spec: changed, project, accountId });
    if (finding) seen.add(`${subject} ${finding.mark}`);
    return finding;
  }

  async function all(different: Partial<ModelSpec> = {}): Promise<Line[]> {
    const lines: Line[] = [];
    for await (const one of lookAtAll({ ...spec, ...different }, project)) {
      lines.push(one);
      seen.add(`${one.subject} ${one.mark}`);
    }
    return lines;
  }

  test("with everything ready, every line is good, and nothing is made", async () => {
    expect((await all()).map(({ mark, subject, says }) => `${mark} ${subject}: ${says}`)).toEqual([
      "ok credentials: account 123456789012 as user/moto",
      "ok region: us-west-2 is enabled",
      "ok name: no cluster and no CloudFormation stack is called Sample",
      "ok state: the bucket state answers",
      "ok network: us-west-2 has 1 VPC of the 5 that the quota allows",
      "ok queues: Sample-video.fifo, Sample-track.fifo, Sample-dead.fifo: free",
      "ok buckets: sample-video-123456789012-us-west-2, sample-track-123456789012-us-west-2: free",
      'ok GPU quota: FleetSize 3 × g4dn.xlarge needs 12 vCPUs; the quota "Running On-Demand G and VT instances" is 768',
      "ok instance types: g4dn.xlarge in 2a, 2b, 2c",
      expect.stringMatching(/^ok machine image: ami-\w+, Amazon Linux 2023 with NVIDIA's driver$/),
      "ok disk key: disks are encrypted with AWS's own key",
      "ok image: team/detector:1.0.0, 3.1 GB: about 90 s to pull",
      "ok model: s3://models/sample.pt, 14.2 MB",
      "ok track config: s3://configs/sample.yaml, 12 bytes",
    ]);
  });

  test("credentials: without any, or with wrong ones, there is no check", async () => {
    stage.between.refuse("sts:GetCallerIdentity", "InvalidClientTokenId");
    await expect(all()).rejects.toMatchObject({ name: "InvalidClientTokenId" });
    delete process.env.AWS_ACCESS_KEY_ID;
    await expect(all()).rejects.toMatchObject({ name: "CredentialsProviderError" });
    process.env.AWS_ACCESS_KEY_ID = "emulator";
  });

  test("region: one that the account has not enabled", async () => {
    stage.between.refuse("sts:GetCallerIdentity", "InvalidClientTokenId", ({ region }) => region === "ap-southeast-4");
    expect((await all({ region: "ap-southeast-4" })).slice(1)).toEqual([
      {
        subject: "region",
        mark: "wrong",
        says: "ap-southeast-4 is not enabled in this account",
        advice: expect.stringContaining("\naws account enable-region --region-name ap-southeast-4") as string,
      },
    ]);
  });

  describe("name", () => {
    test("a CloudFormation stack that is not ours", async () => {
      const TemplateBody = JSON.stringify({ Resources: { Topic: { Type: "AWS::SNS::Topic" } } });
      const cloudFormation = new CloudFormationClient(at());
      await cloudFormation.send(new CreateStackCommand({ StackName: "Sample", TemplateBody }));
      expect(await line("name")).toMatchObject({
        mark: "wrong",
        advice: expect.stringContaining(
          "aws cloudformation delete-stack --stack-name Sample --region us-west-2",
        ) as string,
      });
    });

    test("a cluster that is not ours", async () => {
      await new ECSClient(at()).send(new CreateClusterCommand({ clusterName: "Sample" }));
      expect(await line("name")).toMatchObject({
        mark: "wrong",
        says: expect.stringContaining("ECS cluster") as string,
      });
    });

    test("ours, after a deploy", async () => {
      const tags = [
        { key: "Model", value: "Sample" },
        { key: "ManagedBy", value: "elastic-models" },
      ];
      await new ECSClient(at()).send(new CreateClusterCommand({ clusterName: "Sample", tags }));
      expect(await line("name")).toEqual({ mark: "ok", says: "Sample is deployed already" });
    });
  });

  test("state: a bucket that is not there", async () => {
    await s3().send(new DeleteBucketCommand({ Bucket: "state" }));
    expect(await line("state")).toEqual({
      mark: "wrong",
      says: "there is no bucket state (stateBucket of cdktf.json)",
      advice: "Create it:\n./model state create",
    });
  });

  describe("network", () => {
    test("no room for another VPC", async () => {
      const ec2 = new EC2Client(at());
      for (const third of [1, 2, 3, 4]) await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${third}.0.0/16` }));
      expect(await line("network")).toMatchObject({
        mark: "wrong",
        says: expect.stringMatching(/^us-west-2 has 5 VPCs, and the quota "VPCs per Region" is 5/) as string,
      });
    });

    test("an existing VPC with subnets where the types are offered", async () => {
      expect(await line("network", { network: { kind: "default" } })).toMatchObject({
        mark: "ok",
        says: expect.stringMatching(/^vpc-\w+ with 3 subnets in zones that offer/) as string,
      });
    });

    test("a VPC that does not exist, by id or by name", async () => {
      for (const network of [
        { kind: "id", vpcId: "vpc-0123456789abcdef0" },
        { kind: "name", vpcName: "reserch" },
      ] as const) {
        expect(await line("network", { network })).toMatchObject({
          mark: "wrong",
          says: expect.stringMatching(/^there is no VPC /) as string,
        });
      }
    });

    test("a subnet of another VPC", async () => {
      const network = { kind: "default", subnetIds: ["subnet-0123456789abcdef0"] } as const;
      expect(await line("network", { network })).toMatchObject({
        mark: "wrong",
        says: expect.stringMatching(/^not in vpc-\w+: subnet-0123456789abcdef0$/) as string,
      });
    });
  });

  describe("queues and buckets", () => {
    const queue = (tags?: Record<string, string>) =>
      new SQSClient(at()).send(
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

  describe("GPU quota", () => {
    const grant = (QuotaCode: string, DesiredValue: number) =>
      new ServiceQuotasClient(at()).send(
        new RequestServiceQuotaIncreaseCommand({ ServiceCode: "ec2", QuotaCode, DesiredValue }),
      );

    test("none: no instance can start", async () => {
      await grant("L-DB2E81BA", 0);
      expect(await line("GPU quota")).toEqual({
        mark: "wrong",
        says: 'FleetSize 3 × g4dn.xlarge needs 12 vCPUs; the quota "Running On-Demand G and VT instances" is 0: no instance can start',
        advice: `Ask AWS for more, which takes hours to days:
aws service-quotas request-service-quota-increase --service-code ec2 --quota-code L-DB2E81BA --desired-value 12 --region us-west-2`,
      });
    });

    test("nothing granted yet: what AWS gives to every account counts", async () => {
      stage.between.refuse("servicequotas:GetServiceQuota", "NoSuchResourceException");
      expect(await line("GPU quota")).toMatchObject({
        mark: "wrong",
        says: expect.stringContaining("is 0:") as string,
      });
    });

    test("too little for the whole fleet", async () => {
      await grant("L-DB2E81BA", 8);
      expect(await line("GPU quota")).toMatchObject({
        mark: "wrong",
        says: expect.stringMatching(/is 8: at most 2 instances of g4dn\.xlarge can run$/) as string,
        advice: expect.stringMatching(/^Ask AWS for more, which takes hours to days, or lower FleetSize:/) as string,
      });
    });

    test("Spot and P types have quotas of their own", async () => {
      await grant("L-3819A6DF", 0);
      expect(await line("GPU quota")).toMatchObject({ mark: "ok" });
      expect(await line("GPU quota", { spot: true })).toMatchObject({
        mark: "wrong",
        says: expect.stringContaining("All G and VT Spot Instance Requests") as string,
      });
      await grant("L-417A185B", 0);
      const instanceTypes = [{ name: "p3.2xlarge", gpus: 1, vcpus: 8, memoryMib: 62464 }];
      expect(await line("GPU quota", { instanceTypes })).toMatchObject({
        mark: "wrong",
        says: expect.stringContaining("Running On-Demand P instances") as string,
      });
    });

    test("what others use of it now", async () => {
      await grant("L-DB2E81BA", 12);
      const others = { ImageId: "ami-12c6146b", InstanceType: "g5.xlarge", MinCount: 1, MaxCount: 1 } as const;
      await new EC2Client(at()).send(new RunInstancesCommand(others));
      expect(await line("GPU quota")).toMatchObject({
        mark: "ok",
        advice: expect.stringContaining("use 4 of them now") as string,
      });
    });
  });

  test("instance types: one that the region does not offer", async () => {
    const p5 = { name: "p5.48xlarge", gpus: 8, vcpus: 192, memoryMib: 2097152 };
    expect(await line("instance types", { instanceTypes: [p5], region: "eu-central-2" })).toMatchObject({
      mark: "wrong",
      says: "no zone of eu-central-2 offers p5.48xlarge",
    });
  });

  test("machine image: a region without it", async () => {
    stage.between.refuse("ssm:GetParameter", "ParameterNotFound");
    expect(await line("machine image")).toMatchObject({
      mark: "wrong",
      says: expect.stringContaining("us-west-2 has no ECS GPU-optimized machine image") as string,
    });
  });

  test("disk key: one of the account's own, before and after Auto Scaling may use it", async () => {
    const kms = new KMSClient(at());
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    await new EC2Client(at()).send(new ModifyEbsDefaultKmsKeyIdCommand({ KmsKeyId: KeyMetadata?.KeyId }));
    const finding = await line("disk key");
    expect(finding).toMatchObject({
      mark: "wrong",
      says: expect.stringMatching(/which Auto Scaling may not use: no instance can start$/) as string,
    });
    const role = /--grantee-principal (\S+)/.exec(finding?.advice ?? "")?.[1];
    await kms.send(
      new CreateGrantCommand({
        KeyId: KeyMetadata?.KeyId,
        GranteePrincipal: role,
        Operations: ["Decrypt", "CreateGrant"],
      }),
    );
    expect(await line("disk key")).toMatchObject({
      mark: "ok",
      says: expect.stringMatching(/, which Auto Scaling may use$/) as string,
    });
  });

  describe("image", () => {
    const repositoryName = "team/detector";

    test("not in its repository", async () => {
      const imageIds = [{ imageTag: "1.0.0" }];
      await new ECRClient(at()).send(new BatchDeleteImageCommand({ repositoryName, imageIds }));
      expect(await line("image")).toMatchObject({
        mark: "wrong",
        says: "the ECR repository team/detector has no image 1.0.0",
      });
    });

    test("without its repository", async () => {
      await new ECRClient(at()).send(new DeleteRepositoryCommand({ repositoryName, force: true }));
      expect(await line("image")).toMatchObject({
        mark: "wrong",
        says: "account 123456789012 has no ECR repository team/detector in us-west-2",
      });
    });

    test("in another region", async () => {
      await pushImage(stage.account, "eu-west-1");
      const containerImage = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/detector:1.0.0";
      expect(await line("image", { containerImage })).toMatchObject({
        mark: "ok",
        says: "team/detector:1.0.0 in eu-west-1, 3.1 GB: about 4 min to pull",
        advice: expect.stringContaining("Copy it to ECR in us-west-2") as string,
      });
    });

    describe("of the stack's own repository", () => {
      const own = { containerImage: ":1.0.0", repository: { name: repositoryName, keepImages: 10 } };
      const ecr = () => new ECRClient(at());
      const resourceArn = `arn:aws:ecr:us-west-2:123456789012:repository/${repositoryName}`;

      test("that somebody else has made", async () => {
        expect(await line("image", own)).toMatchObject({
          mark: "wrong",
          says: "not made for this model: ECR repository team/detector; a deploy would fail",
        });
        stage.between.refuse("ecr:ListTagsForResource");
        expect(await line("image", own)).toMatchObject({ mark: "ok" });
      });

      test("deployed, then pushed", async () => {
        await ecr().send(new TagResourceCommand({ resourceArn, tags: ours }));
        expect(await line("image", own)).toMatchObject({
          mark: "ok",
          says: "team/detector:1.0.0, 3.1 GB: about 90 s to pull",
        });
        expect(await line("image", { ...own, containerImage: ":1.1.0" })).toMatchObject({
          mark: "wrong",
          says: "the ECR repository team/detector has no image 1.1.0",
        });
      });

      test("before the first deploy", async () => {
        expect(await line("image", { ...own, repository: { ...own.repository, name: "team/new" } })).toMatchObject({
          mark: "ok",
          says: "team/new:1.0.0: the deploy makes the repository",
        });
      });
    });

    test("outside of ECR", async () => {
      expect(await line("image", { containerImage: "mbari/detector:1" })).toMatchObject({ mark: "unknown" });
    });
  });

  describe("model and track config", () => {
    test("no object", async () => {
      await s3().send(new DeleteObjectCommand({ Bucket: "models", Key: "sample.pt" }));
      expect(await line("model")).toMatchObject({ mark: "wrong", says: "there is nothing at s3://models/sample.pt" });
    });

    test("no bucket", async () => {
      const trackConfig = { bucket: "nowhere", key: "sample.yaml" };
      expect(await line("track config", { trackConfig })).toMatchObject({
        mark: "wrong",
        says: "there is no bucket nowhere",
      });
    });

    test("a prefix with and without objects", async () => {
      const model = (key: string) => line("model", { modelLocation: { bucket: "models", key } });
      await s3().send(new PutObjectCommand({ Bucket: "models", Key: "saved/weights.pt", Body: "x" }));
      expect(await model("saved/")).toEqual({ mark: "ok", says: "s3://models/saved/ holds 1 object" });
      expect(await model("svaed/")).toMatchObject({ mark: "wrong" });
    });

    test("an archived object", async () => {
      await s3().send(
        new PutObjectCommand({ Bucket: "models", Key: "sample.pt", Body: "x", StorageClass: "DEEP_ARCHIVE" }),
      );
      expect(await line("model")).toMatchObject({
        mark: "wrong",
        says: "s3://models/sample.pt is archived (DEEP_ARCHIVE) and cannot be read",
      });
    });
  });

  test("budget: a line only for a model that has one", async () => {
    expect(await line("budget")).toBeUndefined();
    expect(await line("budget", { monthlyBudgetUsd: 200, notifyEmail: "lab@example.org" })).toMatchObject({
      mark: "ok",
      says: "mail to lab@example.org at 50, 80 and 100 % of $200 a month, and when more is foreseen",
      advice: expect.stringContaining("TagKey=Model,Status=Active") as string,
    });
  });

  test.each([
    ["name", "cloudformation:DescribeStacks"],
    ["name", "ecs:DescribeClusters"],
    ["state", "s3:ListBucket"],
    ["network", "ec2:DescribeVpcs"],
    ["network", "servicequotas:GetServiceQuota"],
    ["queues", "sqs:GetQueueUrl"],
    ["GPU quota", "servicequotas:GetServiceQuota"],
    ["instance types", "ec2:DescribeInstanceTypeOfferings"],
    ["machine image", "ssm:GetParameter"],
    ["disk key", "ec2:GetEbsDefaultKmsKeyId"],
    ["image", "ecr:DescribeImages"],
    ["model", "s3:GetObject"],
    ["track config", "s3:GetObject"],
  ])("%s without the permission %s is unknown, not wrong", async (subject, action) => {
    stage.between.refuse(action);
    expect(await line(subject)).toEqual({ mark: "unknown", says: `your credentials lack ${action}` });
  });

  test("without leave to see other instances, the quota alone is judged", async () => {
    stage.between.refuse("ec2:DescribeInstances");
    expect(await line("GPU quota")).toMatchObject({ mark: "ok" });
  });

  test("each line was seen good and bad, and each that needs a permission unknown without it", async () => {
    const subjects = (await all()).map(({ subject }) => subject);
    const marks = (subject: string) => ["ok", "wrong", "unknown"].filter((mark) => seen.has(`${subject} ${mark}`));
    const whole = { credentials: ["ok"], region: ["ok", "wrong"] }; // without credentials there is no line at all
    expect(Object.fromEntries(subjects.map((subject) => [subject, marks(subject)]))).toEqual({
      ...Object.fromEntries(subjects.map((subject) => [subject, ["ok", "wrong", "unknown"]])),
      ...whole,
    });
  });

  test("the permissions that it asks for are those that all of this needed", () => {
    expect(stage.between.actions()).toEqual(actionsOf("check", "queue"));
  });
});
