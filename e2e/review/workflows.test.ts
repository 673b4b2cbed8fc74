import { spawnSync } from "node:child_process";
import { projectFolder } from "../../emulator/place";

/** Go's own proxy and checksums bring it; where there is no Go, nothing else of the project needs it. */
const actionlint = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12";
const withGo = spawnSync("go", ["version"]).status === 0 ? test : test.skip;

withGo("actionlint finds nothing in the workflows", () => {
  const { status, stdout, stderr } = spawnSync("go", ["run", actionlint, "-no-color"], {
    cwd: projectFolder(),
    encoding: "utf8",
  });
  expect(stdout + stderr.replace(/^go: downloading .*\n/gm, "")).toBe("");
  expect(status).toBe(0);
});
