import { spawnSync } from "node:child_process";
import { projectFolder } from "../../emulator/place";

const actionlint = (...words: readonly string[]) =>
  spawnSync("go", ["run", "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12", ...words], {
    cwd: projectFolder(),
    encoding: "utf8",
  });

/** Go's own proxy and checksums bring it; where there is no Go, or no way to them, nothing else of the project needs it. */
const isHere = actionlint("-version").status === 0;
if (!isHere) console.warn("\nSKIPPED: the check of the workflows. Go could not bring actionlint.\n");

(isHere ? test : test.skip)("actionlint finds nothing in the workflows", () => {
  const { status, stdout, stderr } = actionlint("-no-color");
  expect(stdout + stderr.replace(/^go: downloading .*\n/gm, "")).toBe("");
  expect(status).toBe(0);
});
