import { SetDesiredCapacityCommand, AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Repository } from "../../__tests__/cli/plan/repository";
import { startEmulator, type Emulator } from "../../emulator/emulator";
import { furnish, reach } from "../account";
import { runWell } from "../command";
import { describeDeploying, mirror } from "../needs";
import { standBetween } from "../operate/between";
import { makeProject, stateBucket, type UserProject } from "../project";
import { model, patch, projectCopy } from "./project-copy";

const yaml = (stackName: string) => `StackName: ${stackName}
TaskDefinition: ${stackName.toLowerCase()}
ContainerImage: 123456789012.dkr.ecr.us-west-2.amazonaws.com/detector:1.0.0
FleetSize: 3
model_location: s3://lab-models/${stackName}.pt
track_config: s3://lab-models/track.yaml
`;

describeDeploying("plan reviews of real plans", () => {
  let emulator: Emulator;
  let project: UserProject;
  let repository: Repository;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: [] });
    environment = project.environment;
    repository = projectCopy(
      { region: "us-west-2", statePrefix: "lab", stateBucket, awsProviderVersion: mirror().version },
      { Megadetector: yaml("Megadetector"), Old: yaml("Old") },
    );
    await model(repository, environment, "plan", "--all", "--no-aws");
    const folder = path.join(repository.folder, "cdktf.out", "stacks", "Megadetector");
    await runWell("terraform", ["init"], { folder, environment });
    await runWell("terraform", ["apply", "-auto-approve"], { folder, environment });
  });
  afterAll(async () => {
    (repository as Repository | undefined)?.remove();
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });
  beforeEach(() => {
    repository.git("checkout", "--quiet", "--force", "main");
    repository.git("checkout", "--quiet", "-B", "mine");
  });

  const plan = (...words: string[]) => model(repository, environment, "plan", ...words);
  /** The comment of a pull request, without what is different in every run. */
  const comment = async (...words: string[]) => {
    const file = path.join(repository.folder, "cdktf.out", "review.md");
    const { status, stderr } = await plan("--base", "main", "--markdown", file, ...words);
    return { status, stderr, markdown: lasting(readFileSync(file, "utf8")) };
  };

  test("nothing changes right after a deploy", async () => {
    const { status, stdout } = await plan("Megadetector", "--no-lock");
    expect(stdout).toContain("Megadetector: nothing changes");
    expect(status).toBe(0);
  });

  test("changes in place, drift, a new stack and a removed one", async () => {
    const QueueUrl = `${emulator.endpoint}/123456789012/Megadetector-track.fifo`;
    const sqs = new SQSClient(reach(emulator));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "30" } }));
    await putState("Old", [{ mode: "managed", type: "aws_sqs_queue", name: "queues_video" }]);
    patch(repository, "models/Megadetector.yaml", "detector:1.0.0", "detector:1.1.0");
    patch(repository, "models/Megadetector.yaml", "FleetSize: 3", "FleetSize: 5");
    repository.write({ "models/Shallow.yaml": `${yaml("Shallow")}TimeoutHours: 6\n` });
    repository.git("rm", "--quiet", "models/Old.yaml");
    repository.commit("a pull request");

    const kept = path.join(repository.folder, "cdktf.out", "kept.json");
    const { status, stderr, markdown } = await comment("--parallel", "2", "--keep", kept);
    const [changed = "", made = ""] = markdown.split(/(?=### Shallow)/);
    expect(withoutRawPlan(changed)).toMatchSnapshot();
    expect(made).toMatch(/^### Shallow: a new stack: \d\d resources made\n/);
    expect(made).toContain("| `aws_sqs_queue` | 3 | `queues_dead, queues_track, queues_video` |");
    // The raw plan of a whole new stack is longer than a comment may be; shortened, it fits.
    expect(made).toContain("<details><summary>Terraform's own plan, shortened:");
    expect(made).toContain("# aws_vpc.network_vpc will be created");
    expect(made).toContain("Shortened to fit into a comment.");
    expect(made).toMatch(
      /\*\*Removed: Old\.\*\* Its stack still exists in AWS with 1 resource, .*`git checkout 0a1b2c3 -- models\/Old\.yaml && npx cdktf destroy Old`\./,
    );
    expect(stderr).toMatch(/^Planning 2 stacks, 2 at a time …$/m);
    expect(stderr).toMatch(/^✓ Shallow: a new stack: \d\d resources made \([12] of 2, \d+ s\)$/m);
    expect(status).toBe(2);
  });

  test("the same again is what was reviewed, anything else is refused and named", async () => {
    const change = () => {
      patch(repository, "models/Megadetector.yaml", "FleetSize: 3", "FleetSize: 5");
      repository.commit("a pull request");
    };
    change();
    const kept = path.join(repository.folder, "cdktf.out", "kept.json");
    expect((await plan("Megadetector", "--keep", kept)).status).toBe(2);
    const same = await plan("Megadetector", "--reviewed", kept);
    expect(same.stderr).not.toContain("error");
    expect(same.status).toBe(0);

    patch(repository, "models/Megadetector.yaml", "FleetSize: 5", "FleetSize: 6");
    patch(repository, "models/Megadetector.yaml", "detector:1.0.0", "detector:1.1.0");
    repository.commit("and more");
    const { status, stderr } = await plan("Megadetector", "--reviewed", kept);
    expect(stderr).toContain(`error: this is not the plan that was reviewed:
  aws_autoscaling_group.fleet: max_size differ from the reviewed plan
  aws_autoscaling_policy.growth_policy: step_adjustment differ from the reviewed plan
  aws_ecs_task_definition.worker_task-definition: revise was not in the reviewed plan
  aws_lambda_function.reconciler: environment differ from the reviewed plan`);
    expect(status).toBe(1);
  });

  test("a replaced queue, a destroyed bucket, a widened policy and a fleet that is too large: each warned of on top", async () => {
    const AutoScalingGroupName = "Megadetector-fleet";
    const autoScaling = new AutoScalingClient(reach(emulator));
    await autoScaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 3 }));
    patch(repository, "constructs/names.ts", "${stackName}-video.fifo", "${stackName}-videos.fifo");
    patch(
      repository,
      "constructs/queues/buckets.ts",
      'new PrivateBucket(this, "track"',
      'new PrivateBucket(this, "results"',
    );
    patch(
      repository,
      "constructs/worker/task-role.ts",
      '"sqs:ReceiveMessage",',
      '"sqs:ReceiveMessage", "sqs:PurgeQueue",',
    );
    patch(repository, "models/Megadetector.yaml", "FleetSize: 3", "FleetSize: 1");
    repository.commit("a careless pull request");

    const { status, markdown } = await comment("Megadetector");
    expect(alerts(markdown)).toMatchSnapshot();
    expect(markdown).toMatch(/^### Megadetector: \d+ created, \d+ updates? in place, .*\d+ replaced, \d+ destroyed$/m);
    expect(status).toBe(3);
  });

  test("a credential that AWS does not accept fails that plan, in words", async () => {
    environment = { ...environment, AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" };
    const { status, stdout, stderr } = await plan("Megadetector");
    environment = project.environment;
    expect(stdout).toContain("Megadetector: the plan failed\n\n    there are no AWS credentials");
    expect(stderr).toMatch(/✗ Megadetector: the plan failed/);
    expect(status).toBe(1);
  });

  test.each([
    ["InvalidClientTokenId", "AWS does not accept your credentials"],
    ["ExpiredToken", "your AWS credentials have expired. Renew them, for example with: aws sso login"],
  ])("a credential that AWS answers with %s fails that plan, in words", async (code, words) => {
    const between = await standBetween(emulator);
    between.refuse("sts:GetCallerIdentity", code);
    environment = { ...environment, AWS_ENDPOINT_URL: between.endpoint };
    const { status, stdout, stderr } = await plan("Megadetector", "--no-lock");
    environment = project.environment;
    await between.stop();
    expect(stdout).toContain(`Megadetector: the plan failed\n\n    ${words}`);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });

  test("a locked state says who holds it; without a lock the plan is made", async () => {
    const lock = { Bucket: stateBucket, Key: "lab/Megadetector.tfstate.tflock" };
    const Body = JSON.stringify({
      ID: "11112222-aaaa",
      Operation: "OperationTypeApply",
      Who: "anna@lab",
      Created: "2026-01-02T03:04:05Z",
    });
    await s3().send(new PutObjectCommand({ ...lock, Body }));
    const { status, stdout } = await plan("Megadetector");
    expect(stdout).toContain(
      "the state of Megadetector is locked: anna@lab has been at it (OperationTypeApply) since 2026-01-02 03:04:05 +0000 UTC.",
    );
    expect(stdout).toContain("force-unlock 11112222-aaaa");
    expect(status).toBe(1);
    expect((await plan("Megadetector", "--no-lock")).stdout).toContain("Megadetector: 1 update in place");
    await s3().send(new DeleteObjectCommand(lock));
  });

  const s3 = () => new S3Client({ ...reach(emulator), forcePathStyle: true });

  /** A state as Terraform would have left it, of a stack that nobody deploys here: that would take a minute. */
  async function putState(stack: string, resources: readonly object[]): Promise<void> {
    const instances = [{ schema_version: 0, attributes: {} }];
    const state = {
      version: 4,
      terraform_version: "1.11.4",
      serial: 1,
      lineage: "5a1c3ad2-0000-0000-0000-000000000000",
      outputs: {},
      resources: resources.map((resource) => ({
        ...resource,
        provider: 'provider["registry.terraform.io/hashicorp/aws"]',
        instances,
      })),
    };
    await s3().send(
      new PutObjectCommand({ Bucket: stateBucket, Key: `lab/${stack}.tfstate`, Body: JSON.stringify(state) }),
    );
  }
});

function lasting(markdown: string): string {
  return markdown
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, "https://sqs.us-west-2.amazonaws.com")
    .replace(/\b(lt|ami|vpc|subnet|sg)-[0-9a-f]{8,}\b/g, "$1-0a1b2c3d")
    .replace(/`[0-9a-f]{7}`|(?<=git checkout )[0-9a-f]{7}/g, (commit) => commit.replace(/[0-9a-f]{7}/, "0a1b2c3"))
    .replaceAll(mirror().version, "5.100.0")
    .replace(/(?<=Costs:.*)\$[\d.]+|(?<=prices of )[\d-]+/g, "…")
    .replace(/Terraform 1\.\d+\.\d+/g, "Terraform 1.11.4");
}

function withoutRawPlan(markdown: string): string {
  return markdown.replace(/<details><summary>Terraform's own plan[^]*?<\/details>\n*/g, "");
}

/** The boxes on top. */
function alerts(markdown: string): string {
  return markdown
    .split("\n")
    .filter((line) => line.startsWith(">"))
    .join("\n");
}
