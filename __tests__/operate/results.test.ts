import { fileOf, StrayKey } from "../../operate/results/fetch-result";
import { reportOf } from "../../operate/results/report";
import { bytesOf, everything, select } from "../../operate/results/select";

const result = (key: string, bytes = 10) => ({ key, bytes, etag: '"e"', modifiedAt: 0 });
const report = (job: string, key?: string) => ({ video: "v.mp4", job, key });

test("a worker's report", () => {
  const body = { video: "dive/a.mp4", job_name: "Dive 42", status: "SUCCESS", results: "dive/a.tracks.tar.gz" };
  const expected = { video: "dive/a.mp4", job: "Dive 42", key: "dive/a.tracks.tar.gz" };
  expect(reportOf(JSON.stringify(body))).toEqual(expected);
  expect(reportOf(JSON.stringify({ ...body, results: "s3://sample-track/dive/a.tracks.tar.gz" }))).toEqual(expected);
  expect(reportOf(JSON.stringify({ ...body, status: "FAILED" }))).toEqual({ video: "dive/a.mp4", job: "Dive 42" });
});

test.each(["", "hello", "null", "[]", '{"video":"a.mp4"}'])("%j is no report", (body) => {
  expect(reportOf(body)).toBeUndefined();
});

describe("what is finished", () => {
  const selection = select(
    [
      report("B", "b2"),
      report("B", "b1"),
      report("B", "b1"),
      report("B", "lost"),
      report("A"),
      report("B", "shared"),
      report("C", "shared"),
    ],
    [result("b1"), result("b2"), result("shared"), result("stray")],
  );

  test("by job, each result once, with what is gone", () => {
    const jobs = selection.jobs.map(({ job, results, gone }) => [job, results.map(({ key }) => key), gone]);
    expect(jobs).toEqual([
      ["A", [], []],
      ["B", ["b1", "b2", "shared"], ["lost"]],
      ["C", ["shared"], []],
    ]);
    expect(selection.unknown.map(({ key }) => key)).toEqual(["stray"]);
  });

  test("as a whole, each result once", () => {
    const all = everything(selection);
    expect(all.map(({ key }) => key)).toEqual(["b1", "b2", "shared", "stray"]);
    expect(bytesOf(all)).toBe(40);
  });
});

describe("the file that a result becomes", () => {
  test.each([
    ["dive/a.tracks.tar.gz", "out/dive/a.tracks.tar.gz"],
    ["/dive//a.tracks.tar.gz", "out/dive/a.tracks.tar.gz"],
    ["dive/../a.tracks.tar.gz", "out/a.tracks.tar.gz"],
    ["..a.tracks.tar.gz/x", "out/..a.tracks.tar.gz/x"],
  ])("%s", (key, file) => {
    expect(fileOf("out", { key })).toBe(file);
  });
  test.each(["../a", "dive/../../a", "", ".", ".."])("%j leads out of the folder", (key) => {
    expect(() => fileOf("out", { key })).toThrow(StrayKey);
  });
});
