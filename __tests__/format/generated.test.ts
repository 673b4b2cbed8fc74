import Ajv from "ajv";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseDocument } from "yaml";
import { modelSchema, modelSchemaText, pipelineSchema, pipelineSchemaText } from "../../models/format/json-schema";
import { withKeyTables, withPipelineTable } from "../../models/format/key-table";

const root = join(__dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
const validate = ajv.compile(modelSchema());
const validatePipeline = ajv.compile(pipelineSchema());

describe("what `npm run generate` writes is what is committed", () => {
  test("the schema", () => expect(read("models/model.schema.json")).toBe(modelSchemaText()));

  test("the schema of pipelines", () => expect(read("models/pipeline.schema.json")).toBe(pipelineSchemaText()));

  test("the table of pipelines", () => {
    const page = read("docs/pipelines.md");
    expect(withPipelineTable(page)).toBe(page);
  });

  test("the tables in the reference", () => {
    const reference = read("docs/model-yaml.md");
    expect(withKeyTables(reference)).toBe(reference);
  });

  test("a document without a place for a table is refused", () =>
    expect(() => withKeyTables("# Nothing")).toThrow("no place for a table"));
});

describe("the schema", () => {
  test.each(readdirSync(join(root, "models")).filter((file) => file.endsWith(".yaml")))("allows %s", (file) => {
    const text = read(`models/${file}`);
    const named = /^# yaml-language-server: \$schema=\.\/(model|pipeline)\.schema\.json\n/.exec(text)?.[1];
    const allows = named === "pipeline" ? validatePipeline : validate;
    allows(parse(text));
    expect([named, allows.errors]).toEqual([expect.any(String), null]);
  });

  // What it cannot say: how a number is written, names that depend on other names, sums, and what is no value of JSON.
  const beyond = [
    /^(cdktf-token(-escaped)?|duplicate-key|environment-twice|tag-of-cloudformation|yaml-1-1)$/,
    /^number-(hexadecimal|octal|with-(exponent(-tiny)?|leading-zero|plus)|without-leading-zero)$/,
    /^environment-(contains|credentials|of-the-agent|own-name|too-long)/,
    /^(gpus-more|memory-too-much|debug-(inside|part)|tags-(own|but-for-capitals))/,
    /^serve-(gpu-(fleet|memory|more)|allow-from-inside|certificate-elsewhere|environment-port|max-tasks-less|memory-(between|of))/,
  ];
  const bad = readdirSync(join(__dirname, "bad")).filter((file) => file.endsWith(".yaml"));
  const values = bad.flatMap((file) => {
    const document = parseDocument(read(`__tests__/format/bad/${file}`), { uniqueKeys: false });
    const isValue = document.errors.length === 0 && !/^(alias-without|alias-of-itself|key-that-is-a-list)/.test(file);
    return isValue ? [{ file, value: document.toJS() as unknown }] : [];
  });

  test.each(values)("refuses $file, or cannot say why not", ({ file, value }) => {
    const name = file.slice(0, -".yaml".length);
    expect(validate(value)).toBe(beyond.some((pattern) => pattern.test(name)));
  });

  test("refuses most of the bad files, so that an editor shows what is wrong", () => {
    expect(values.filter(({ value }) => !validate(value)).length).toBeGreaterThan(110);
  });
});
