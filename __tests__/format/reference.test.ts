import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatProblem } from "../../models/format/problems";
import { parse } from "yaml";
import { load, model } from "./directory";

const reference = readFileSync(join(__dirname, "../../docs/model-yaml.md"), "utf8");
const blocks = [...reference.matchAll(/```yaml\n([^]*?)```/g)].map(([, text = ""]) => text);

test.each(blocks)("an example of the reference is read without a problem: %s", (text) => {
  const keys = Object.keys(parse(text) as object);
  const rest = keys.includes("StackName") ? "" : model(Object.fromEntries(keys.map((key) => [key, undefined])));
  const { models, problems } = load({ "models/Model.yaml": rest + text });
  expect(problems.map(formatProblem)).toEqual([]);
  expect(models).toHaveLength(1);
});

test("there are examples", () => expect(blocks.length).toBeGreaterThan(5));

test("the messages that the reference shows are those that people get", () => {
  const folder = join(__dirname, "bad");
  const messages = new Set(
    readdirSync(folder)
      .filter((file) => file.endsWith(".txt"))
      .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
      .map((line) => line.replace(/^\S+ {2}/, "")),
  );
  const shown = [...reference.matchAll(/^models\/Bad\.yaml:\d+:\d+ {2}(.*)$/gm)].map(([, message]) => message);
  expect(shown).toHaveLength(3);
  expect(shown.filter((message) => !messages.has(message ?? ""))).toEqual([]);
});
