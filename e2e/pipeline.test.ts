import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish } from "./account";
import { describeDeploying } from "./needs";
import { makeQueue, queueOf, stack, steps, table, urlOf, type Scene } from "./pipeline/dives";
import { itemCases } from "./pipeline/item-cases";
import { workerCases } from "./pipeline/worker-cases";
import { plan } from "./plan";
import { makeProject, type UserProject } from "./project";

// One life, told from beginning to end: each test goes on from where the one before it has ended.
describeDeploying("a pipeline of models, with the real provider", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: [...steps, stack] });
    await project.cdktf("synth");
    await project.terraform(stack, ["init"]);
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });
  const scene: Scene = async (play) => {
    const copy = await emulator.fork();
    try {
      await play(copy);
    } finally {
      await copy.stop();
    }
  };

  test("while a step is not deployed, a plan says so and nothing is made", async () => {
    const { stdout, stderr } = await project.terraform(stack, ["plan"], [1]);
    expect((stdout + stderr).replace(/[\s│]+/g, " ")).toContain(
      "The step Benthic is not deployed: there is no queue Benthic-video.fifo. Nothing was changed. Deploy it first: npx cdktf deploy Benthic",
    );
  });

  test("it is deployed by itself, and a second plan is empty", async () => {
    // What the models' own stacks make of it; they are deployed in tests of their own.
    for (const model of steps) await makeQueue(emulator, queueOf(model));
    await project.terraform(stack, ["apply", "-auto-approve"]);
    expect(await plan(project, stack)).toEqual([]);
    const outputs = JSON.parse((await project.terraform(stack, ["output", "-json"])).stdout) as object;
    expect(outputs).toMatchObject({ table: { value: table }, undelivered_queue: { value: "Dives-undelivered" } });
  });

  itemCases(scene);
  workerCases(scene, () => project.folder);

  test("another step is added in place, and nothing that is there is replaced", async () => {
    const file = path.join(project.folder, "models", "Dives.yaml");
    const yaml = readFileSync(file, "utf8");
    const third = readFileSync(path.join(project.folder, "models", "Species.yaml"), "utf8");
    writeFileSync(path.join(project.folder, "models", "Depth.yaml"), third.replaceAll("Species", "Depth"));
    writeFileSync(
      file,
      yaml.replace("  - Species\n", "  - Species\n  - { Model: Depth, After: [Benthic, Species] }\n"),
    );
    await makeQueue(emulator, queueOf("Depth"));
    await project.cdktf("synth");
    const touched = (await plan(project, stack)).filter((line) => / (will|must) be /.test(line));
    expect(touched).toEqual([
      expect.stringMatching(/^aws_iam_role\.to-Depth_role will be created/),
      expect.stringMatching(/^aws_iam_role_policy\.to-Depth_policy will be created/),
      expect.stringMatching(/^aws_pipes_pipe\.to-Depth will be created/),
      expect.stringMatching(/^aws_ssm_parameter\.outputs_parameter will be updated in-place/),
    ]);
    writeFileSync(file, yaml);
    await project.cdktf("synth");
  });

  test("destroy leaves the models' queues alone", async () => {
    await project.terraform(stack, ["destroy", "-auto-approve"]);
    expect((await project.terraform(stack, ["state", "list"])).stdout).toBe("");
    for (const model of steps) expect(await urlOf(emulator, queueOf(model))).toContain(queueOf(model));
  });
});
