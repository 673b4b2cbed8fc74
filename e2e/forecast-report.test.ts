import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../emulator/place";
import { comparedStack } from "../forecast/compared-stack";
import { fingerprint } from "../forecast/fingerprint";
import { made } from "../forecast/report-marks";
import { reportText } from "../forecast/report-text";

// Half a minute of simulation, so it is not among the quick tests; it needs neither AWS nor an emulator.

test("docs/forecast.md says, to the last digit, what the simulation says now; if not: npm run forecast:report", () => {
  const document = readFileSync(path.join(projectFolder(), "docs", "forecast.md"), "utf8");
  const stack = comparedStack(projectFolder());
  expect(document).toBe(made(document, fingerprint(stack), reportText(stack)));
});
