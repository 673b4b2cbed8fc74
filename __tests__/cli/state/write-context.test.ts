import { withContext } from "../../../cli/state/write-context";

test("a new key stands like the last one, and every other byte stays", () => {
  const before = `{\n\t"app": "x",\n\t"context": {\n\t\t"region": "us-west-2",\n\t\t"tags": { "Lab":   "benthos" }\n\t},\n\t"z": [1,\n2]\n}`;
  expect(withContext(before, "stateBucket", "b-1")).toBe(
    before.replace(`"benthos" }`, `"benthos" },\n\t\t"stateBucket": "b-1"`),
  );
});

test("a context in one line stays in one line", () => {
  expect(withContext(`{"context":{"region":"us-west-2"}}\r\n`, "stateBucket", "b")).toBe(
    `{"context":{"region":"us-west-2", "stateBucket": "b"}}\r\n`,
  );
  expect(withContext(`{ "context": { "region": "r" } }`, "stateBucket", "b")).toBe(
    `{ "context": { "region": "r", "stateBucket": "b" } }`,
  );
});

test("a key that is there gets the new value in its place", () => {
  expect(withContext(`{"context": {"stateBucket" : "old", "region": "r"}}`, "stateBucket", "new")).toBe(
    `{"context": {"stateBucket" : "new", "region": "r"}}`,
  );
});

test("what is written is JSON, whatever the value", () => {
  const json = withContext(`{"context":{"region":"r"}}`, "stateBucket", `a"b\\`);
  expect(JSON.parse(json)).toEqual({ context: { region: "r", stateBucket: `a"b\\` } });
});

test.each([
  [`{"app": "x"}`, "cdktf.json has no context"],
  [`{"context": {}}`, "the context in cdktf.json is empty"],
])("%s cannot be written to", (json, problem) => {
  expect(() => withContext(json, "stateBucket", "b")).toThrow(problem);
});
