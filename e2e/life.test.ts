import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeClustersCommand, ECSClient, RunTaskCommand } from "@aws-sdk/client-ecs";
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ListQueuesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish, reach } from "./account";
import { Agents } from "../emulator/agents";
import { iamActionOf } from "./iam-action";
import { describeDeploying } from "./needs";
import { plan } from "./plan";
import { makeProject, type UserProject } from "./project";
import { startProxy, type Proxy } from "./proxy";
import { lockOf, usualStateBucket, waitFor } from "./state";

const videoBucket = "megadetector-video-123456789012-us-west-2";
const video = { Bucket: videoBucket, Key: "dive-12.mp4" };

// One life, told from beginning to end: each test goes on from where the one before it has ended.
describeDeploying("the life of a stack, with the real cdktf, provider and S3 backend", () => {
  let emulator: Emulator;
  let ana: UserProject;
  let ben: UserProject;
  let anasWay: Proxy;
  /** Of Ana's deploys, each waits for this before it makes a queue. */
  let mayMakeQueues = Promise.resolve();

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    anasWay = await startProxy(async (incoming, body) => {
      if (iamActionOf(incoming, body) === "sqs:CreateQueue") await mayMakeQueues;
      return { to: emulator.endpoint };
    });
    const environment = { AWS_ENDPOINT_URL: anasWay.endpoint };
    ana = makeProject(emulator, { context: { stateBucket: undefined }, environment });
    ben = makeProject(emulator, { context: { stateBucket: undefined } });
  });
  afterAll(async () => {
    for (const project of [ana, ben] as (UserProject | undefined)[]) project?.remove();
    await (anasWay as Proxy | undefined)?.stop();
    await (emulator as Emulator | undefined)?.stop();
  });

  const s3 = () => new S3Client({ ...reach(emulator), forcePathStyle: true });
  const sqs = () => new SQSClient(reach(emulator));
  const autoScaling = () => new AutoScalingClient(reach(emulator));
  const groups = async () =>
    (await autoScaling().send(new DescribeAutoScalingGroupsCommand({}))).AutoScalingGroups ?? [];
  const saved = (stack: string) =>
    JSON.parse(readFileSync(path.join(ana.folder, "stacks", stack, "outputs.json"), "utf8")) as Record<string, string>;

  test("two people who make the state bucket at the same time end with one", async () => {
    const both = await Promise.all([ana.model("state", "create"), ben.model("state", "create")]);
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    for (const { folder } of [ana, ben])
      expect(JSON.parse(readFileSync(path.join(folder, "cdktf.json"), "utf8"))).toMatchObject({
        context: { stateBucket: usualStateBucket },
      });
    const { stdout } = await ben.model("state", "create");
    expect(
      new Set(
        stdout
          .trim()
          .split("\n")
          .map((line) => line.slice(0, 13)),
      ),
    ).toEqual(new Set(["there already"]));
  });

  test("two stacks are deployed at once from one folder; a second deploy of one of them is refused", async () => {
    let goOn = () => {};
    mayMakeQueues = new Promise((resolve) => (goOn = resolve));
    const deploys = Promise.all(
      ["Megadetector", "Midwater"].map((model) => ana.model("deploy", model, "--auto-approve")),
    );
    await waitFor("the lock", () => lockOf(emulator, "Megadetector"));
    const refused = await ben.model("deploy", "Megadetector", "--auto-approve");
    goOn();
    expect(refused.stdout + refused.stderr).toContain("Error acquiring the state lock");
    expect(refused.stderr).toMatch(
      /error: Megadetector is locked: .* has been changing it since .* UTC\. Nothing was changed\./,
    );
    expect(refused.status).toBe(4);

    for (const { status, stdout, stderr } of await deploys)
      expect([status, status === 0 || stdout + stderr]).toEqual([0, true]);
  });

  test("the outputs are in a file of each stack, in the Parameter Store, and Terraform's", async () => {
    const { stdout } = await ana.terraform("Megadetector", ["output", "-json"]);
    const terraforms = Object.entries(JSON.parse(stdout) as Record<string, { value: string }>);
    expect(Object.fromEntries(terraforms.map(([name, { value }]) => [name, value]))).toEqual(saved("Megadetector"));

    const Name = "/elastic-models/Megadetector/outputs";
    const { Parameter } = await new SSMClient(reach(emulator)).send(new GetParameterCommand({ Name }));
    expect(JSON.parse(Parameter?.Value ?? "")).toEqual(saved("Megadetector"));
    expect(JSON.parse((await ben.model("outputs", "Megadetector", "--json")).stdout)).toEqual(saved("Megadetector"));

    expect(saved("Megadetector")).toMatchObject({ cluster: "Megadetector", video_bucket: videoBucket });
    expect(saved("Midwater")).toMatchObject({ cluster: "Midwater", video_queue: "Midwater-video.fifo" });
  });

  test("a second plan is empty", async () => {
    const both = await Promise.all(["Megadetector", "Midwater"].map((model) => plan(ana, model)));
    expect(both).toEqual([[], []]);
  });

  test("a plan is empty while the fleet is scaled out and works", async () => {
    const AutoScalingGroupName = "Megadetector-fleet";
    await autoScaling().send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 1 }));
    const fleet = (await groups()).find((group) => group.AutoScalingGroupName === AutoScalingGroupName);
    expect(fleet?.Instances).toMatchObject([{ InstanceType: "g4dn.xlarge", ProtectedFromScaleIn: true }]);

    const agents = new Agents(emulator, "Megadetector", AutoScalingGroupName);
    await agents.register();
    const { tasks } = await new ECSClient(reach(emulator)).send(
      new RunTaskCommand({ cluster: "Megadetector", taskDefinition: "strongsort-yolov5" }),
    );
    expect(tasks).toHaveLength(1);
    await agents.started(tasks?.[0]?.taskArn);
    expect(await plan(ana, "Megadetector")).toEqual([]);
  });

  test("a pause outlives a deploy and shows in no plan; so does its end", async () => {
    const paused = () => ana.model("pause", "Megadetector");
    const applied = async () => (await ana.terraform("Megadetector", ["apply", "-auto-approve"])).stdout;
    const unchanged = "Resources: 0 added, 0 changed, 0 destroyed.";
    expect((await paused()).stdout).toMatch(/^Megadetector is paused\.\n1 worker finishes the video it has, /);
    expect(await plan(ana, "Megadetector")).toEqual([]);
    expect(await applied()).toContain(unchanged);
    expect((await paused()).stdout).toMatch(/^Megadetector was paused already\./);

    expect((await ana.model("resume", "Megadetector")).stdout).toMatch(/^Megadetector works again\./);
    expect(await plan(ana, "Megadetector")).toEqual([]);
    expect(await applied()).toContain(unchanged);
    expect((await ana.model("resume", "Megadetector")).stdout).toMatch(/^Megadetector was not paused\./);
  });

  test("another fleet size, image and volume change in place; the task definition alone gets a new revision", async () => {
    const file = path.join(ana.folder, "models", "Megadetector.yaml");
    const before = readFileSync(file, "utf8");
    const after = before.replace("FleetSize: 1", "FleetSize: 3").replace(":1.10.0", ":1.11.0");
    writeFileSync(file, `${after}\nBlockDeviceVolumeGBRoot: 200\n`);
    await ana.cdktf("synth");
    const planned = await plan(ana, "Megadetector");
    expect(planned).toContain("~ max_size = 1 -> 3");
    expect(planned).toContain("~ volume_size = 100 -> 200");
    const touched = planned.filter((line) => / (will|must) be /.test(line) && !line.includes("updated in-place"));
    expect(touched).toEqual([
      expect.stringMatching(/^aws_ecs_task_definition\.worker_task-definition .*must be replaced/),
    ]);

    const down = ["Please review the diff output above", "\u001b[B"] as const;
    const asked = await ana.onTerminal([down, ["❯ Dismiss", "\r"]], "deploy", "Megadetector");
    expect(asked.stdout).toContain("answered with no; nothing was changed");
    expect(asked.status).toBe(4);
    expect((await groups()).find(({ AutoScalingGroupName: name }) => name === "Megadetector-fleet")?.MaxSize).toBe(1);
    writeFileSync(file, before);
  });

  test("on a terminal, destroy asks for the stack's name, and takes a yes for a no", async () => {
    const asked = await ana.onTerminal([["to go on: ", "yes\n"]], "destroy", "Megadetector");
    expect(asked.stdout).toContain("Type Megadetector to go on: ");
    expect(asked.stdout).toContain("answered with no; nothing was changed");
    expect(asked.status).toBe(4);
    expect((await groups()).map(({ AutoScalingGroupName }) => AutoScalingGroupName)).toContain("Megadetector-fleet");
    expect((await ana.model("outputs", "Megadetector", "--json")).stdout).toContain("Megadetector-video.fifo");
  });

  test("destroy asks, and refuses while a video waits or is in flight", async () => {
    const unasked = await ana.model("destroy", "Megadetector");
    expect(unasked.stderr).toContain("there is no terminal to ask on; say that it need not ask: --auto-approve");
    expect(unasked.status).toBe(1);

    const QueueUrl = saved("Megadetector").video_queue_url;
    await sqs().send(
      new SendMessageCommand({ QueueUrl, MessageBody: `{"video":"${video.Key}"}`, MessageGroupId: "1" }),
    );
    const waiting = await ana.model("destroy", "Megadetector", "--auto-approve");
    expect(waiting.stderr).toContain("Megadetector has work: 0 in flight, 1 waiting in the video queue.");
    await sqs().send(new ReceiveMessageCommand({ QueueUrl }));
    const inFlight = await ana.model("destroy", "Megadetector", "--auto-approve");
    expect(inFlight.stderr).toContain("Megadetector has work: 1 in flight, 0 waiting in the video queue.");
    expect([waiting.status, inFlight.status]).toEqual([4, 4]);
  });

  test("destroy leaves nothing but the bucket that holds data, also with an instance at work; the right name is a yes", async () => {
    await s3().send(new PutObjectCommand({ ...video, Body: "film" }));
    const typed = [["to go on: ", "Megadetector\n"]] as const;
    const { status, stdout } = await ana.onTerminal(typed, "destroy", "Megadetector", "--abandon-videos");
    expect(stdout).toContain(`kept: the bucket ${videoBucket} with 1 object`);
    expect(stdout).toContain("To delete one with all its data: aws s3 rm");
    expect(status).toBe(0);

    expect((await ana.terraform("Megadetector", ["state", "list"])).stdout).toBe("");
    const { Buckets = [] } = await s3().send(new ListBucketsCommand({}));
    const { QueueUrls = [] } = await sqs().send(new ListQueuesCommand({ QueueNamePrefix: "Megadetector" }));
    const { clusters = [] } = await new ECSClient(reach(emulator)).send(
      new DescribeClustersCommand({ clusters: ["Megadetector", "Midwater"] }),
    );
    expect(Buckets.map(({ Name }) => Name).filter((name) => name?.startsWith("megadetector"))).toEqual([videoBucket]);
    expect(QueueUrls).toEqual([]);
    const active = clusters.filter(({ status }) => status === "ACTIVE");
    expect(active.map(({ clusterName }) => clusterName)).toEqual(["Midwater"]);
    expect((await groups()).map(({ AutoScalingGroupName }) => AutoScalingGroupName)).not.toContain(
      "Megadetector-fleet",
    );
    expect(() => saved("Megadetector")).toThrow("ENOENT");
  });

  test("the other stack is as it was", async () => {
    expect(saved("Midwater")).toMatchObject({ cluster: "Midwater" });
    expect(await plan(ana, "Midwater")).toEqual([]);
  });

  test("the next deploy takes the bucket over again, with its data", async () => {
    const { status, stdout, stderr } = await ben.model("deploy", "Megadetector", "--auto-approve");
    expect(stderr).toContain(`Taking over the bucket ${videoBucket}`);
    expect(stdout).toMatch(/Plan: 1 to import, \d+ to add, 0 to change, 0 to destroy/);
    expect(status).toBe(0);
    const { Body } = await s3().send(new GetObjectCommand(video));
    expect(await Body?.transformToString()).toBe("film");
    expect(await plan(ben, "Megadetector")).toEqual([]);
  });
});
