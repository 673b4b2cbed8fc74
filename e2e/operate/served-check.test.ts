import { ACMClient, RequestCertificateCommand } from "@aws-sdk/client-acm";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Emulator } from "../../emulator/emulator";
import { reach } from "../account";
import { describeEmulated } from "../needs";
import { pushImage } from "./ready";
import { refusedBy } from "./refused";
import { s3 } from "./scene";
import { setStage } from "./stage";

/** What both shipped models name, but for the VPC of Segmenter's. */
async function furnish(account: Emulator): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: "us-west-2" } as const;
  for (const Bucket of ["state", "segmenter-models-123456789012"])
    await s3(account).send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  await s3(account).send(
    new PutObjectCommand({ Bucket: "segmenter-models-123456789012", Key: "sam2/model.pt", Body: "x" }),
  );
  await pushImage(account, "us-west-2", "recommender", "1.0.0");
  await pushImage(account, "us-west-2", "segmenter", "2.0.0");
}

describeEmulated("./model check of a served model", () => {
  const stage = setStage(furnish, ["Recommender", "Segmenter"]);
  const file = () => path.join(stage.folder, "models", "Recommender.yaml");
  let yaml: string;
  beforeAll(() => (yaml = readFileSync(file(), "utf8")));
  afterEach(() => writeFileSync(file(), yaml));

  const withCertificate = (arn: string | undefined) =>
    writeFileSync(file(), yaml.replace("Serve:\n", `Serve:\n  Certificate: ${arn}\n`));

  async function lines(model = "Recommender"): Promise<string[]> {
    const { stdout, stderr } = await stage.model("check", model);
    expect(stderr).toBe("");
    return stdout.trimEnd().split("\n");
  }

  test("with everything ready, every line is good", async () => {
    expect(await lines()).toEqual([
      "Recommender in us-west-2",
      "✓ credentials    account 123456789012 as user/moto",
      "✓ region         us-west-2 is enabled",
      "✓ name           no cluster and no CloudFormation stack is called Recommender",
      "✓ state          the bucket state answers",
      "✓ network        us-west-2 has 1 VPC of the 5 that the quota allows",
      "✓ buckets        recommender-logs-123456789012-us-west-2: free",
      '✓ Fargate quota  MaxTasks 6 × 0.25 vCPU needs 1.5 vCPUs; the quota "Fargate On-Demand vCPU resource count" is 768',
      "✓ image          recommender:1.0.0, 3.1 GB: about 90 s to pull",
      "",
      "Nothing found that stands in the way of a deploy.",
    ]);
  });

  test("a certificate: one that is there, and one that is not", async () => {
    const acm = new ACMClient(reach(stage.account));
    const { CertificateArn: arn } = await acm.send(new RequestCertificateCommand({ DomainName: "model.example.org" }));
    withCertificate(arn);
    expect(await lines()).toContainEqual(expect.stringMatching(/^. certificate {4}.*model\.example\.org/));
    withCertificate("arn:aws:acm:us-west-2:123456789012:certificate/0a1b2c3d-0000-0000-0000-000000000000");
    expect(await lines()).toContainEqual(expect.stringMatching(/^✗ certificate {4}there is no certificate arn:/));
    stage.between.refuse("acm:DescribeCertificate");
    expect(await lines()).toContain("? certificate    your credentials lack acm:DescribeCertificate");
  });

  test("on GPUs: the VPC that it names, the fleet's own needs, and its model", async () => {
    const all = await lines("Segmenter");
    expect(all).toContain("✗ network        there is no VPC named research in us-west-2");
    expect(all.filter((line) => /^✓ (GPU quota|instance types|machine image|disk key|model) /.test(line))).toHaveLength(
      5,
    );
  });

  test("it changes nothing, and its policy allows all that it asks", async () => {
    await lines();
    const changing = stage.between.calls.filter(({ action }) => !/:(Get|List|Describe)/.test(action));
    expect(changing).toEqual([]);
    const ofRecommender = stage.between.calls.filter(({ resource }) => !/segmenter/i.test(resource));
    const refused = refusedBy(["check"], ofRecommender);
    // Segmenter's fleet is looked at by what names no model, and the certificates were named for one test each.
    expect(refused.filter((call) => !/^(kms|ssm|acm):/.test(call))).toEqual([]);
  });
});
