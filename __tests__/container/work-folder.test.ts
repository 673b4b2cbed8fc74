import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeWorkFolder } from "../../container/work-folder";

let data: string;
const made: string[] = [];
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "data-"));
  writeFileSync(join(data, "megadetector.yaml"), "StackName: Megadetector\n");
});
afterEach(() => {
  for (const folder of [data, ...made.splice(0)]) rmSync(folder, { recursive: true });
});

function make(name = "megadetector.yaml") {
  const { folder, settings } = makeWorkFolder(join(data, name));
  made.push(folder);
  const { app, context } = JSON.parse(readFileSync(join(folder, "cdktf.json"), "utf8")) as Record<string, unknown>;
  return { folder, settings, app, context };
}

test("it holds the one model, whatever else lies beside it", () => {
  writeFileSync(join(data, "other.yaml"), "not a model");
  const { folder } = make();
  expect(readdirSync(join(folder, "models"))).toEqual(["megadetector.yaml"]);
});

test("its settings are those of a cdktf.json beside the YAML, but the program is this one", () => {
  writeFileSync(
    join(data, "cdktf.json"),
    `{"app": "rm -rf /", "context": {"region": "eu-west-1", "stateBucket": "b"}}`,
  );
  const { settings, app, context } = make();
  expect(settings).toBe(join(data, "cdktf.json"));
  expect(context).toEqual({ region: "eu-west-1", stateBucket: "b" });
  expect(app).toMatch(/run\.cjs" main\.ts$/);
});

test("without one, they are the project's own", () => {
  const { settings, context } = make();
  expect(settings).toBe("the image's own cdktf.json");
  expect(context).toMatchObject({ region: "us-west-2", statePrefix: "elastic-models" });
});

test.each([
  ["missing.yaml", "there is no"],
  [".", "is a folder"],
  ["notes.txt", "its name must end with .yaml or .yml"],
])("%s is refused", (name, problem) => {
  writeFileSync(join(data, "notes.txt"), "");
  expect(() => make(name)).toThrow(problem);
});

test("a broken cdktf.json is named", () => {
  writeFileSync(join(data, "cdktf.json"), "{");
  expect(() => make()).toThrow(`${join(data, "cdktf.json")} cannot be read`);
});
