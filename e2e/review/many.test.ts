import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../../emulator/emulator";
import { furnish } from "../account";
import { describeDeploying } from "../needs";
import { makeProject, type UserProject } from "../project";

/** Of thirty, as `npm run bench:plans` measures them, these are enough to see that plans run side by side. */
const names = ["Abalone", "Brittlestar", "Crinoid", "Dogfish", "Eelpout", "Feather"];

describeDeploying("a plan of many new stacks", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: ["Megadetector"] });
    const models = path.join(project.folder, "models");
    const yaml = readFileSync(path.join(models, "Megadetector.yaml"), "utf8");
    for (const name of names)
      writeFileSync(path.join(models, `${name}.yaml`), yaml.replace("StackName: Megadetector", `StackName: ${name}`));
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  test("shows how far it is, plans two at a time, and one that fails stops no other", async () => {
    const broken = path.join(project.folder, "models", "Crinoid.yaml");
    // Nobody but AWS can know that there is no such VPC.
    writeFileSync(broken, `${readFileSync(broken, "utf8")}\nNetwork: { VpcName: nowhere }\n`);
    const markdown = path.join(project.folder, "review.md");
    const { status, stderr } = await project.model("plan", "--all", "--parallel", "2", "--markdown", markdown);

    const lines = stderr.split("\n").filter((line) => /^[✓✗]/.test(line));
    expect(stderr).toContain("Planning 7 stacks, 2 at a time …");
    expect(lines).toHaveLength(7);
    lines.forEach((line, at) => expect(line).toMatch(new RegExp(`\\(${at + 1} of 7, \\d+ s\\)$`)));
    expect(lines.filter((line) => line.startsWith("✗"))).toEqual([
      expect.stringMatching(/^✗ Crinoid: the plan failed/),
    ]);
    expect(lines.filter((line) => line.includes("a new stack"))).toHaveLength(6);
    expect(status).toBe(1);

    const text = readFileSync(markdown, "utf8");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    for (const name of [...names, "Megadetector"]) expect(text).toContain(`### ${name}: `);
  });
});
