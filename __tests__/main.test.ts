import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "..");

test("what the file system refuses is told in words, without a stack trace", () => {
  const folder = mkdtempSync(join(tmpdir(), "main-"));
  mkdirSync(join(folder, "models"));
  for (const file of ["cdktf.json", "models/Megadetector.yaml"]) cpSync(join(root, file), join(folder, file));
  writeFileSync(join(folder, "cdktf.out"), "a file, where cdktf makes a folder");
  const { status, stderr } = spawnSync(process.execPath, [join(root, "run.cjs"), "main.ts"], {
    cwd: folder,
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  expect(status).toBe(1);
  expect(stderr).toBe(
    `cdktf.out/stacks cannot be made: it, or what should be a folder above it, is a file or a link that leads nowhere
Remove cdktf.out, which the next synthesis makes anew: rm -r cdktf.out
`,
  );
});
