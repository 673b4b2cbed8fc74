import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { settingsCompared } from "./compared";

const root = join(__dirname, "../..");

test("the compared stack is read where it was made, wherever the environment would have cdktf write", () => {
  const folder = mkdtempSync(join(tmpdir(), "compared-stack-"));
  const elsewhere = join(folder, "elsewhere");
  const program = join(folder, "program.ts");
  writeFileSync(
    program,
    `import { comparedStack } from "${root}/forecast/compared-stack";
    console.log(JSON.stringify(comparedStack("${root}")));`,
  );
  // A process of its own: the variables that a test sets are not those that a child inherits by itself.
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, "run.cjs"), program], {
    encoding: "utf8",
    env: { ...process.env, CDKTF_OUTDIR: elsewhere },
  });
  const strays = existsSync(elsewhere);
  rmSync(folder, { recursive: true });
  expect({ stderr, strays }).toEqual({ stderr: "", strays: false });
  expect(stdout).toBe(`${JSON.stringify(settingsCompared())}\n`);
});
