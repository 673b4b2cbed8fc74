import {
  BatchDeleteImageCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  PutImageCommand,
} from "@aws-sdk/client-ecr";
import { DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish, reach } from "./account";
import { describeDeploying } from "./needs";
import { plan } from "./plan";
import { makeProject, type UserProject } from "./project";

const stack = "Benthic";
const repositoryName = "mbari/benthic-detector";

// One life, told from beginning to end: each test goes on from where the one before it has ended.
describeDeploying("an image repository of the model's own, with the real provider", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    // With the pipeline that it is a step of, so that this is deployed, too.
    project = makeProject(emulator, { models: [stack, "Species", "Dives"] });
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  const ecr = () => new ECRClient(reach(emulator));
  /** What `docker push` ends with; the layers, which nobody looks at here, are not uploaded. */
  const push = (imageTag: string, letter: string) => {
    const digest = `sha256:${letter.repeat(64)}`;
    const mediaType = "application/vnd.docker.distribution.manifest.v2+json";
    const config = { mediaType: "application/vnd.docker.container.image.v1+json", size: 7023, digest };
    const layers = [{ mediaType: "application/vnd.docker.image.rootfs.diff.tar.gzip", size: 2_000_000_000, digest }];
    const imageManifest = JSON.stringify({ schemaVersion: 2, mediaType, config, layers });
    return ecr().send(new PutImageCommand({ repositoryName, imageTag, imageManifest }));
  };
  const deploy = () => project.model("deploy", stack, "--auto-approve");
  const destroy = () => project.model("destroy", stack, "--auto-approve");
  const checked = async () => {
    const { stdout } = await project.model("check", stack, "--json");
    const { lines } = JSON.parse(stdout) as { lines: { subject: string; mark: string; says: string }[] };
    return lines.filter(({ subject }) => subject === "image").map(({ mark, says }) => `${mark}: ${says}`);
  };

  test("before the first deploy, nothing is wrong with an image that cannot be there yet", async () => {
    expect(await checked()).toEqual([`ok: ${repositoryName}:1.0.0: the deploy makes the repository`]);
  });

  test("the first deploy needs no image, and makes the repository as it is to be", async () => {
    const { status, stdout, stderr } = await deploy();
    expect([status, status === 0 || stdout + stderr]).toEqual([0, true]);
    const { repositories } = await ecr().send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }));
    expect(repositories).toMatchObject([
      {
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: "AES256" },
      },
    ]);
    const { lifecyclePolicyText = "" } = await ecr().send(new GetLifecyclePolicyCommand({ repositoryName }));
    const { rules } = JSON.parse(lifecyclePolicyText) as { rules: { selection: object }[] };
    expect(rules.map(({ selection }) => selection)).toMatchObject([
      { tagStatus: "untagged", countNumber: 1 },
      { tagStatus: "tagged", countNumber: 20 },
    ]);
    expect(await checked()).toEqual([`wrong: the ECR repository ${repositoryName} has no image 1.0.0`]);
  });

  test("a second plan is empty", async () => {
    expect(await plan(project, stack)).toEqual([]);
  });

  test("where to push to is where the workers pull from", async () => {
    const outputs = JSON.parse((await project.model("outputs", stack, "--json")).stdout) as Record<string, string>;
    const { repositories } = await ecr().send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }));
    expect(outputs.repository_url).toBe(repositories?.[0]?.repositoryUri);
    expect(outputs.repository_url).toBe(`123456789012.dkr.ecr.us-west-2.amazonaws.com/${repositoryName}`);
    const { taskDefinition } = await new ECSClient(reach(emulator)).send(
      new DescribeTaskDefinitionCommand({ taskDefinition: "benthic-detector" }),
    );
    expect(taskDefinition?.containerDefinitions?.[0]?.image).toBe(`${outputs.repository_url}:1.0.0`);
  });

  test("what the model's Debug opens, and what its pipeline needs of it, is deployed with it", async () => {
    const { stdout } = await project.terraform(stack, ["show", "-json"]);
    for (const word of ["ssm:UpdateInstanceInformation", "ssmmessages:OpenDataChannel", "initProcessEnabled"])
      expect(stdout).toContain(word);
    for (const word of ["dynamodb:UpdateItem", "PIPELINE_TABLE", "Dives-videos"]) expect(stdout).toContain(word);
    const { stdout: shown, stderr } = await project.model("shell", stack);
    expect([shown, stderr.split("\n")[0]]).toEqual(["", "error: no instance runs: a fleet without videos is at zero"]);
  });

  test("an image is pushed; the same tag cannot be pushed again; a plan does not care", async () => {
    await push("1.0.0", "a");
    expect(await checked()).toEqual([`ok: ${repositoryName}:1.0.0, 2.0 GB: about 60 s to pull`]);
    await expect(push("1.0.0", "b")).rejects.toMatchObject({ name: "ImageTagAlreadyExistsException" });
    expect(await plan(project, stack)).toEqual([]);
  });

  test("destroy keeps the repository with its image, and says how to be rid of it", async () => {
    const { status, stderr } = await destroy();
    expect(stderr).toContain("  the pipeline Dives can hand it no video any more");
    expect(stderr).toContain(`  kept: the image repository ${repositoryName} with 1 image`);
    expect(stderr).toContain(
      `aws ecr delete-repository --force --region us-west-2 --repository-name ${repositoryName}`,
    );
    expect(status).toBe(0);
    expect((await project.terraform(stack, ["state", "list"])).stdout).toBe("");
    const { imageDetails } = await ecr().send(new DescribeImagesCommand({ repositoryName }));
    expect(imageDetails?.map(({ imageTags }) => imageTags)).toEqual([["1.0.0"]]);
  });

  test("the next deploy takes it over again, and a plan after it is empty", async () => {
    const { status, stdout, stderr } = await deploy();
    expect(stderr).toContain(`Taking over the image repository ${repositoryName}, which exists already`);
    expect(stdout).toMatch(/Plan: 1 to import, \d+ to add, 0 to change, 0 to destroy/);
    expect(status).toBe(0);
    expect(await plan(project, stack)).toEqual([]);
  });

  test("an empty repository goes with its stack", async () => {
    await ecr().send(new BatchDeleteImageCommand({ repositoryName, imageIds: [{ imageTag: "1.0.0" }] }));
    const { status } = await destroy();
    expect(status).toBe(0);
    expect((await ecr().send(new DescribeRepositoriesCommand({}))).repositories).toEqual([]);
  });
});
