import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run";

const folder = mkdtempSync(join(tmpdir(), "forecast-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const failsWith = async (words: readonly string[], status: number, message: string) => {
  const { stdout, stderr, ...rest } = await run("forecast", ...words);
  expect({ status: rest.status, stdout }).toEqual({ status, stdout: "" });
  expect(stderr).toContain(message);
};

describe("bad input", () => {
  test.each([
    [["Megadetector"], "say which videos: --videos 200 --minutes 12, or --csv with a file of arrivals and lengths"],
    [["Megadetector", "--videos", "3"], "say which videos"],
    [["Megadetecter", "--videos", "3", "--minutes", "1"], "did you mean `Megadetector`?"],
    [["Megadetector", "--csv", "no.csv"], "no.csv cannot be read"],
    [["Megadetector", "--csv", "a.csv", "--videos", "3"], "--csv already says how many videos there are"],
  ])("%j", async (words, message) => failsWith(words, 1, message));

  test.each([
    [["--videos", "0"], "'--videos <number>' argument '0' is invalid. It must be a whole number from 1 to 100000."],
    [["--videos", "1.5"], "It must be a whole number from 1 to 100000."],
    [["--videos", "many"], "It must be a whole number"],
    [["--minutes", "0"], "'--minutes <minutes>' argument '0' is invalid. It must be a number from 0.1 to 100000."],
    [["--runs", ""], "It must be a whole number from 1 to 1000."],
    [["--spread", "-1"], "It must be a number from 0 to 2."],
  ])("%j", async (words, message) => failsWith(["Megadetector", ...words], 2, message));

  test("a file with mistakes: all of them, with their lines", async () => {
    const file = join(folder, "bad.csv");
    writeFileSync(file, "arrives_minute,length_minutes\n0,x\n-1,2\n");
    await failsWith(
      ["Megadetector", "--csv", file],
      1,
      `${file}:2: the length "x" must be a number of minutes above 0`,
    );
    await failsWith(["Megadetector", "--csv", file], 1, `${file}:3: the arrival "-1" must be a number of minutes`);
  });
});

test("a forecast in words: of the model's own stack, with money, the earlier stack and an idle month", async () => {
  const { status, stdout } = await run("forecast", "Midwater", "--videos", "20", "--minutes", "5", "--runs", "5");
  expect(status).toBe(0);
  for (const words of [
    "Midwater: 20 videos of 5 min",
    "8 × g5.xlarge in us-west-2, on Spot",
    "first result after",
    "cost on Spot",
    "idle stack, a month",
    "earlier stack",
    "prices of 20",
  ])
    expect(stdout).toContain(words);
}, 30_000);

test("as JSON, from a file, with a picture", async () => {
  const [file, drawing] = [join(folder, "dives.csv"), join(folder, "dives.svg")];
  writeFileSync(file, "arrives_minute,length_minutes\n0,12\n10,30\n");
  const { status, stdout } = await run(
    "forecast",
    "Megadetector",
    "--csv",
    file,
    "--svg",
    drawing,
    "--json",
    "--runs",
    "3",
  );
  expect(status).toBe(0);
  const answer = JSON.parse(stdout) as { onDemand: { workingGpuHours: { p50: number } }; idleMonth: { total: number } };
  expect(answer.onDemand.workingGpuHours.p50).toBeCloseTo(42 / 60, 5);
  expect(answer.idleMonth.total).toBeGreaterThan(0);
  expect(readFileSync(drawing, "utf8")).toContain("Megadetector: 2 videos of");
}, 30_000);
