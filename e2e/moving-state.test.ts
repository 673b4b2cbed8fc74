import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { describeDeploying } from "./needs";
import { makeProject, type UserProject } from "./project";

const part = "aws_cloudwatch_log_group.worker_log";

describeDeploying("a stack that was deployed before there was a state bucket", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeEach(async () => {
    emulator = await startEmulator();
    project = makeProject(emulator, {
      models: ["Megadetector"],
      context: { stateBucket: undefined },
      // cdktf answers Terraform's question by itself, which must be allowed to ask.
      environment: { TF_INPUT: undefined },
    });
    const { TF_CLI_ARGS_init: forBuckets } = project.environment;
    delete project.environment.TF_CLI_ARGS_init;
    await project.cdktf("synth");
    await project.terraform("Megadetector", ["init"]);
    // Of the whole stack one part is enough to move, and made in a second.
    await project.terraform("Megadetector", ["apply", "-auto-approve", `-target=${part}`]);
    project.environment.TF_CLI_ARGS_init = forBuckets;
    const { stderr } = await project.model("state", "create");
    expect(stderr).toContain("move it with ./model deploy Megadetector --migrate-state");
  });
  afterEach(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  /** What Terraform knows, asked from a folder that has never seen the local state. */
  async function inBucket(): Promise<string> {
    rmSync(path.join(project.folder, "cdktf.out"), { recursive: true });
    await project.cdktf("synth");
    await project.terraform("Megadetector", ["init"]);
    return (await project.terraform("Megadetector", ["state", "list"])).stdout;
  }

  test("is moved with cdktf's own --migrate-state; without it, cdktf refuses", async () => {
    await expect(project.cdktf("diff", "Megadetector")).rejects.toThrow("ended with 1");
    const refused = project.terraform("Megadetector", ["init"]);
    await expect(refused).rejects.toThrow("Backend configuration changed");
    await project.cdktf("diff", "Megadetector", "--migrate-state");
    expect(await inBucket()).toContain(part);
  });

  test("is never begun anew, even when only its state file is left; ./model deploy --migrate-state moves it", async () => {
    rmSync(path.join(project.folder, "cdktf.out"), { recursive: true });
    const refused = await project.model("deploy", "Megadetector", "--auto-approve");
    expect(refused.stderr).toContain("Megadetector is deployed, but its state is still in .state/Megadetector.tfstate");
    expect(refused.status).toBe(1);

    const { status, stdout, stderr } = await project.model(
      "deploy",
      "Megadetector",
      "--auto-approve",
      "--migrate-state",
    );
    expect(stderr).toContain("Moved; the file is kept as .state/Megadetector.tfstate.moved.");
    expect([status, status === 0 || stdout + stderr]).toEqual([0, true]);
    // Begun anew, the log group would be there already.
    expect(stdout).toContain(`${part} (worker/log): Refreshing state...`);
    expect(existsSync(path.join(project.folder, ".state/Megadetector.tfstate"))).toBe(false);
    expect(await inBucket()).toContain(part);
  });
});
