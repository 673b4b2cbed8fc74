import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { projectFolder } from "../emulator/place";
import { runWell } from "./command";

// A quarter of a minute of simulation, so it is not among the quick tests; it needs neither AWS nor an emulator.

const docs = path.join(projectFolder(), "docs");
const anew = mkdtempSync(path.join(tmpdir(), "forecast-report-"));
afterAll(() => rmSync(anew, { recursive: true }));

test("docs/forecast.md and its pictures are, to the last digit, what `npm run forecast:report` writes now", async () => {
  copyFileSync(path.join(docs, "forecast.md"), path.join(anew, "forecast.md"));
  const surroundings = { folder: projectFolder(), environment: process.env };
  await runWell(process.execPath, ["run.cjs", "forecast/report.ts", anew], surroundings);
  for (const file of ["forecast.md", ...readdirSync(path.join(docs, "forecast")).map((name) => `forecast/${name}`)])
    expect(readFileSync(path.join(anew, file), "utf8")).toBe(readFileSync(path.join(docs, file), "utf8"));
});
