import { readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsCompared } from "./compared";
import { fingerprint } from "../../forecast/fingerprint";
import { fingerprintIn, made } from "../../forecast/report-marks";
import { reportPictures } from "../../forecast/report-pictures";
import { constantsTable } from "../../forecast/report-text";
import { traces } from "../../forecast/traces";

const docs = join(__dirname, "../../docs");
const document = readFileSync(join(docs, "forecast.md"), "utf8");

test("docs/forecast.md was made from the simulation as it is now; if not: npm run forecast:report", () => {
  expect(fingerprintIn(document)).toBe(fingerprint(settingsCompared()));
});

test("every goal is met on every trace", () => {
  const [goals = ""] = /## Goals\n[^]*?(?=\n## )/.exec(document) ?? [];
  expect(goals.match(/^\| (?!trace|---).*\|$/gm)).toHaveLength(traces.length);
  expect(goals).not.toMatch(/\*\*[\d.]+\*\*/);
});

test("it shows every constant as it is", () => {
  expect(document).toContain(constantsTable());
});

test("it shows every picture that is made, and no other, each as it is made now", () => {
  const pictures = reportPictures(settingsCompared());
  const shown = [...document.matchAll(/\]\(forecast\/([^)]+\.svg)\)/g)].map(([, file = ""]) => file);
  expect(shown).toEqual([...pictures.keys()]);
  for (const [file, svg] of pictures) expect(readFileSync(join(docs, "forecast", file), "utf8")).toBe(svg);
});

test("what is written by hand stays when it is made anew", () => {
  const once = made(
    "By hand.\n<!-- From here to the end: made by `npm run forecast:report`\nold",
    "0123456789abcdef",
    "new",
  );
  expect(once).toMatch(/^By hand\.\n<!-- From here .* fingerprint 0123456789abcdef -->\n\nnew\n$/);
  expect(made(once, "fedcba9876543210", "newer")).toMatch(
    /^By hand\.\n<!-- From here .* fingerprint fedcba9876543210 -->\n\nnewer\n$/,
  );
});
