import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// `npm run bench`: how long synthesis takes and how much memory, for 1 to 1000 generated models. Machines differ and are
// noisy, so each time is also given as a ratio to `node -e 0`, run in turn with what is measured.

const root = join(__dirname, "..");
const app = ["--require", join(root, "bench", "peak.cjs"), join(root, "run.cjs"), "main.ts"];
const cdktf = join(root, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf.js");
const work = mkdtempSync(join(tmpdir(), "bench-"));

interface Measured {
  readonly seconds: number;
  readonly peakMib: number;
}

console.log("models  resources  seconds  × node -e 0  ms/resource  peak MiB");
for (const [models, runs] of [
  [1, 9],
  [10, 5],
  [100, 3],
  [1000, 1],
] as const) {
  writeProject(models);
  const { ratio, median } = compare(app, runs);
  const resources = countResources();
  const perResource = (1000 * median.seconds) / resources;
  console.log(
    [
      String(models).padStart(6),
      String(resources).padStart(9),
      median.seconds.toFixed(2).padStart(7),
      ratio.toFixed(1).padStart(11),
      perResource.toFixed(2).padStart(11),
      median.peakMib.toFixed(0).padStart(8),
    ].join("  "),
  );
}
writeProject(1);
const { ratio, median } = compare([cdktf, "synth"], 3);
console.log(`cdktf synth of 1 model: ${median.seconds.toFixed(2)} s, ${ratio.toFixed(1)} × node -e 0`);
rmSync(work, { recursive: true });

/** Medians of several runs, each beside a run of `node -e 0`; one run more comes first and does not count. */
function compare(args: readonly string[], runs: number): { ratio: number; median: Measured } {
  const pairs = Array.from({ length: runs + 1 }, () => ({ base: run(["-e", "0"]), measured: run(args) })).slice(1);
  const ratios = pairs.map(({ base, measured }) => measured.seconds / base.seconds);
  return {
    ratio: middle(ratios),
    median: {
      seconds: middle(pairs.map(({ measured }) => measured.seconds)),
      peakMib: middle(pairs.map(({ measured }) => measured.peakMib)),
    },
  };
}

function run(args: readonly string[]): Measured {
  const peak = join(work, "peak");
  writeFileSync(peak, "0");
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd: work,
    encoding: "utf8",
    env: { ...process.env, PEAK: peak, CI: "1", CHECKPOINT_DISABLE: "1", CDKTF_OUTDIR: undefined },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`node ${args.join(" ")} failed:\n${stderr}`);
  return { seconds, peakMib: Number(readFileSync(peak, "utf8")) / 1024 };
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** A project with that many copies of Megadetector under other names. */
function writeProject(models: number): void {
  rmSync(join(work, "models"), { recursive: true, force: true });
  rmSync(join(work, "cdktf.out"), { recursive: true, force: true });
  mkdirSync(join(work, "models"), { recursive: true });
  const settings = JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8")) as object;
  const started = { ...settings, app: `node ${join(root, "run.cjs")} main.ts` };
  writeFileSync(join(work, "cdktf.json"), JSON.stringify(started));
  const model = readFileSync(join(root, "models", "Megadetector.yaml"), "utf8");
  for (let number = 0; number < models; number++) {
    // Fixed width, so that no name is part of another.
    const name = `Bench${String(number).padStart(4, "0")}`;
    writeFileSync(join(work, "models", `${name}.yaml`), model.replace("StackName: Megadetector", `StackName: ${name}`));
  }
}

function countResources(): number {
  const manifest = JSON.parse(readFileSync(join(work, "cdktf.out", "manifest.json"), "utf8")) as {
    stacks: Record<string, { synthesizedStackPath: string }>;
  };
  return Object.values(manifest.stacks).reduce((sum, { synthesizedStackPath }) => {
    const { resource } = JSON.parse(readFileSync(join(work, "cdktf.out", synthesizedStackPath), "utf8")) as {
      resource: Record<string, object>;
    };
    return sum + Object.values(resource).reduce((all, blocks) => all + Object.keys(blocks).length, 0);
  }, 0);
}
