import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatProblem } from "../../models/format/problems";
import { load } from "./directory";

const folder = join(__dirname, "bad");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length));

test.each(names)("%s: the exact message", (name) => {
  const text = readFileSync(join(folder, `${name}.yaml`));
  const { models, problems } = load({ [`models/${name}.yaml`]: text });
  expect(problems.map((problem) => `${formatProblem(problem)}\n`).join("")).toBe(
    readFileSync(join(folder, `${name}.txt`), "utf8"),
  );
  expect(problems.filter(({ severity }) => severity === "error")).not.toEqual([]);
  expect(models).toEqual([]);
});

test("every message belongs to a file, and there are many", () => {
  const messages = readdirSync(folder).filter((file) => file.endsWith(".txt"));
  expect(messages).toEqual(names.map((name) => `${name}.txt`));
  expect(names.length).toBeGreaterThan(150);
});
