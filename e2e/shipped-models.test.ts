import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish } from "./account";
import { shippedModels, shippedPipelines } from "./folder";
import { describeDeploying, mirror } from "./needs";
import { makeProject, type UserProject } from "./project";

/** A pipeline's plan needs the queues of its steps; it is in a test of its own. */
const shipped = [...shippedModels, ...shippedPipelines];

describeDeploying("the shipped models, with the real AWS provider", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: shipped });
    await project.cdktf("synth");
    await Promise.all(shipped.map((stack) => project.terraform(stack, ["init"])));
  });
  afterAll(async () => {
    // After a failed set-up there is none.
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  test.each(shipped)("%s is valid", async (model) => {
    const { stdout } = await project.terraform(model, ["validate"]);
    expect(stdout).toContain("The configuration is valid.");
    // A deprecated argument is valid, and a warning.
    expect(stdout).not.toContain("Warning");
  });

  test.each(shippedModels)("%s can be planned, and only creates", async (model) => {
    const { stdout } = await project.terraform(model, ["plan"]);
    expect(stdout).toMatch(/Plan: \d\d+ to add, 0 to change, 0 to destroy\./);
  });

  test("a second synthesis gives the same bytes: elsewhere, in another time zone, with another region and profile", async () => {
    const other = makeProject(emulator, {
      models: shipped,
      environment: {
        TZ: "Pacific/Kiritimati",
        AWS_REGION: "eu-north-1",
        AWS_DEFAULT_REGION: "eu-north-1",
        LANG: "tr_TR",
      },
    });
    await other.cdktf("synth");
    const first = synthesized(project);
    expect(Object.keys(first)).toContain("stacks/Megadetector/cdk.tf.json");
    expect(synthesized(other)).toEqual(first);
    other.remove();
  });

  test("the provider's version is the mirror's", () => {
    const files = synthesized(project);
    for (const model of shipped) {
      const stack = JSON.parse(files[`stacks/${model}/cdk.tf.json`] ?? "{}") as { terraform?: unknown };
      expect(stack.terraform).toMatchObject({ required_providers: { aws: { version: mirror().version } } });
    }
  });
});

/** Every file that a synthesis wrote, by its path; what Terraform wrote beside them is left out. */
function synthesized(project: UserProject): Record<string, string> {
  const output = path.join(project.folder, "cdktf.out");
  const files = readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.terraform/.test(path.join(entry.parentPath, entry.name)))
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [path.relative(output, file), readFileSync(file, "latin1")]));
}
