import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../emulator/emulator";
import { findMirror } from "../emulator/mirror";
import { quietTerraform, terraformFrom } from "../emulator/terraform";

// `npm run bench:plans [count] [at a time]`: how long `./model plan --all` takes for so many new stacks, 30 unless told, so
// many at a time, 2 unless told, with the real provider against the emulator.

const root = join(__dirname, "..");
const count = Number(process.argv[2] ?? 30);
const many = Number(process.argv[3] ?? 2);

async function main(): Promise<void> {
  const mirror = findMirror();
  if (mirror === undefined) throw new Error("there is no AWS provider on this machine: see docs/emulator.md");
  const folder = mkdtempSync(join(tmpdir(), "bench-plans-"));
  const emulator = await startEmulator({ logFile: join(folder, "emulator.log") });
  try {
    writeProject(folder, mirror.version);
    const terraforms = { ...quietTerraform(), ...terraformFrom(mirror.folder, join(folder, "terraform.rc")) };
    // State is local. Terraform links the mirror's provider, which costs nothing; a cache would be filled with 700 MB first.
    const ours = { TF_CLI_ARGS_init: undefined, TF_PLUGIN_CACHE_DIR: "" };
    const env = { ...process.env, ...terraforms, ...emulator.environment, ...ours };
    const start = performance.now();
    const words = [join(root, "model"), "plan", "--all", "--no-lock", "--parallel", String(many)];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: folder, env, encoding: "utf8" });
    const seconds = (performance.now() - start) / 1000;
    if (status !== 2) throw new Error(`the plan ended with ${status}:\n${stderr}`);
    const each = (seconds / count).toFixed(1);
    console.log(`${count} new stacks, ${many} at a time: ${seconds.toFixed(0)} s, ${each} s a stack`);
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeProject(folder: string, awsProviderVersion: string): void {
  mkdirSync(join(folder, "models"));
  for (let index = 1; index <= count; index++) {
    const name = `Model${String(index).padStart(3, "0")}`;
    writeFileSync(
      join(folder, "models", `${name}.yaml`),
      `StackName: ${name}
TaskDefinition: ${name.toLowerCase()}
ContainerImage: 123456789012.dkr.ecr.us-west-2.amazonaws.com/detector:1.0.0
FleetSize: ${1 + (index % 8)}
model_location: s3://lab-models/${name}.pt
track_config: s3://lab-models/track.yaml
`,
    );
  }
  const cdktfJson = {
    app: `"${process.execPath}" "${join(root, "run.cjs")}" main.ts`,
    context: { region: "us-west-2", statePrefix: "lab", awsProviderVersion },
  };
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(cdktfJson));
}

void main();
