import { actionsOf } from "../../operate/permissions";
import { describeEmulated } from "../needs";
import { gpuQuotaCases } from "./check/gpu-quota";
import { imageCases } from "./check/image";
import { instanceCases } from "./check/instance";
import { modelFileCases } from "./check/model-files";
import { nameCases } from "./check/name";
import { networkCases } from "./check/network";
import { queueAndBucketCases } from "./check/queues-and-buckets";
import { setTrial } from "./check/trial";

describeEmulated("./model check", () => {
  const trial = setTrial();
  const { stage, line, all, seen } = trial;

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

  nameCases(trial);
  networkCases(trial);
  queueAndBucketCases(trial);
  gpuQuotaCases(trial);
  instanceCases(trial);
  imageCases(trial);
  modelFileCases(trial);

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
