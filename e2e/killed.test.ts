import { spawn } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { furnish } from "./account";
import { describeDeploying } from "./needs";
import { plan } from "./plan";
import { makeProject, type UserProject } from "./project";
import { lockOf } from "./state";

/** So many resources, and the buckets: one that has not got its tags yet is nobody's, which no deploy takes over. */
const isHalfMade = (said: string) =>
  (said.match(/Creation complete/g) ?? []).length >= 20 &&
  ["track", "video"].every((bucket) =>
    new RegExp(`aws_s3_bucket\\.buckets_${bucket}\\b.*Creation complete`).test(said),
  );

describeDeploying("a deploy that is killed half-way", () => {
  let emulator: Emulator;
  let project: UserProject;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    project = makeProject(emulator, { models: ["Megadetector"], context: { stateBucket: undefined } });
    await project.model("state", "create");
    await deployAndKill(project);
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (emulator as Emulator | undefined)?.stop();
  });

  const deploy = (...flags: string[]) => project.model("deploy", "Megadetector", "--auto-approve", ...flags);

  test("leaves a lock, and the next one tells how to unlock", async () => {
    const { status, stderr } = await deploy();
    expect(stderr).toContain("If it was killed, its lock stays behind: ./model state unlock Megadetector");
    expect(status).toBe(4);
  });

  test("unlocking says whose lock it was, and asks", async () => {
    const asked = await project.model("state", "unlock", "Megadetector");
    expect(asked.stdout).toMatch(/^Megadetector has been locked by \S+@\S+ since \S+ \S+ UTC \(apply\)\.\n/);
    expect(asked.stderr).toContain("there is no terminal to ask on");
    expect(await lockOf(emulator, "Megadetector")).toBeDefined();

    const { status, stdout, stderr } = await project.model("state", "unlock", "Megadetector", "--auto-approve");
    expect([status, stdout, stderr]).toEqual([0, expect.stringContaining("\nUnlocked.\n"), expect.any(String)]);
    expect(await lockOf(emulator, "Megadetector")).toBeUndefined();
    expect((await project.model("state", "unlock", "Megadetector")).stdout).toBe("Megadetector is not locked.\n");
  });

  test("then a deploy names what the state does not know, and how to take it over", async () => {
    const { status, stderr } = await deploy();
    expect(stderr).toContain("these exist in AWS, but Megadetector's state does not know them:\n  aws_");
    expect(stderr).toContain("./model deploy Megadetector --take-over");
    expect(status).toBe(1);
  });

  test("taking over completes the stack", async () => {
    const { status, stdout, stderr } = await deploy("--take-over");
    expect(stderr).toContain("Taking over what exists already: ");
    expect([status, status === 0 || stdout + stderr]).toEqual([0, true]);
    expect(await plan(project, "Megadetector")).toEqual([]);
    expect(readdirSync(path.join(project.folder, "cdktf.out/stacks/Megadetector"))).not.toContain("take-over.tf.json");
  });
});

/** Runs a deploy until half of it was made, then kills it, cdktf and Terraform at once, as a lost machine does. */
function deployAndKill({ folder, environment }: UserProject): Promise<void> {
  const words = [path.join(projectFolder(), "model"), "deploy", "Megadetector", "--auto-approve"];
  // Terraform saves its state in a bucket every 20 seconds; a slow machine has not made them by then.
  const env = { ...environment, TF_STATE_PERSIST_INTERVAL: "3600" };
  const child = spawn(process.execPath, words, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (isHalfMade(said)) for (const id of processesIn(folder)) kill(id);
    });
    child.on("error", reject);
    child.on("close", (status) =>
      status === null ? resolve() : reject(new Error(`it ended with ${status}:\n${said}`)),
    );
  });
}

/** Ids of the processes that run in a folder or below it. */
function processesIn(folder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && runsIn(name, folder))
    .map(Number);
}

function runsIn(id: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${id}/cwd`).startsWith(folder);
  } catch {
    // It has ended, or is another user's.
    return false;
  }
}

function kill(id: number): void {
  try {
    process.kill(id, "SIGKILL");
  } catch {
    // It has ended with another one.
  }
}
