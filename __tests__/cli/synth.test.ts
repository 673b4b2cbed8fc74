import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run";
import { inUsersFolder } from "./folder";

const folder = inUsersFolder();

test("it shows what was made, by part, and sends a newcomer to a stack that needs nothing else in the account", async () => {
  const inAVpc = "StackName: Ant\nTaskDefinition: ant\nContainerImage: lab/ant:1\nFleetSize: 1\n";
  folder.write(
    "models/Ant.yaml",
    `${inAVpc}model_location: s3://models/ant\ntrack_config: s3://configs/a\nNetwork: { VpcName: research }\n`,
  );
  const { status, stdout } = await run("synth");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Ant {2}→ {2}cdktf\.out\/stacks\/Ant\/cdk\.tf\.json$/m);
  expect(stdout).toMatch(/^ {2}queues +3 {2}sqs_queue ×3$/m);
  expect(stdout).toMatch(/^ {2}npx cdktf diff Megadetector /m);
});

test("it ends well when its reader has seen enough", async () => {
  const child = spawn(process.execPath, [join(__dirname, "../../model"), "synth"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [status] = (await once(child, "close")) as [number | null];
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("what it shows is what it made, wherever the environment would have cdktf write", () => {
  // A process of its own: the variables that a test sets are not those that a child inherits by itself.
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, "../../model"), "synth"], {
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: "elsewhere" },
  });
  expect({ status, stderr, elsewhere: existsSync("elsewhere") }).toEqual({ status: 0, stderr: "", elsewhere: false });
  expect(stdout).toContain("cdktf.out/stacks/Megadetector/cdk.tf.json");
});
