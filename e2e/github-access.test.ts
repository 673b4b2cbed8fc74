import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish } from "./account";
import { describeDeploying } from "./needs";
import { applyPlan, plan } from "./plan";
import { makeProject, type UserProject } from "./project";

describeDeploying("the stack GithubAccess, with the real provider", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: ["Megadetector"], context: { repository: "marine-lab/models" } });
    await project.cdktf("synth");
    for (const stack of ["GithubAccess", "Megadetector"]) await project.terraform(stack, ["init"]);
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  test("is planned whole, applied, and planned empty", async () => {
    const made = (await plan(project, "GithubAccess")).filter((line) => line.endsWith("will be created"));
    expect(made.map((line) => line.split(" ")[0])).toEqual(
      expect.arrayContaining([
        "aws_iam_openid_connect_provider.github",
        "aws_iam_policy.boundary",
        "aws_iam_role.deploy",
        "aws_iam_role.plan",
      ]),
    );
    await applyPlan(project, "GithubAccess");
    expect(await plan(project, "GithubAccess")).toEqual([]);
    const { stdout } = await project.terraform("GithubAccess", ["output", "-raw", "deploy_role"]);
    expect(stdout).toBe("arn:aws:iam::123456789012:role/elastic-models/GithubAccess-deploy");
  });

  test("a model's roles then have the boundary, without a further change", async () => {
    const roles = ["aws_iam_role.fleet_role", "aws_iam_role.worker_task-role", "aws_iam_role.reconciler_role"];
    const only = roles.map((role) => `-target=${role}`);
    await project.terraform("Megadetector", ["apply", "-auto-approve", ...only]);
    for (const role of roles) {
      const { stdout } = await project.terraform("Megadetector", ["state", "show", role]);
      expect(stdout).toMatch(
        /permissions_boundary += "arn:aws:iam::123456789012:policy\/elastic-models\/GithubAccess-boundary"/,
      );
    }
    const again = ["plan", "-detailed-exitcode", ...only];
    expect((await project.terraform("Megadetector", again, [0, 2])).status).toBe(0);
  });
});
