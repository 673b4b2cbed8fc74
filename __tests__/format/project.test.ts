import fc from "fast-check";
import { endOfJson } from "../../models/format/json-error";
import { formatProblem } from "../../models/format/problems";
import { load, model } from "./directory";
import { runs } from "../runs";

const loaded = (json: string | null) => load({ "cdktf.json": json, "models/Model.yaml": model() });
const printed = (json: string | null) => loaded(json).problems.map(formatProblem);
const context = (settings: Record<string, unknown>) =>
  JSON.stringify({ language: "typescript", context: { region: "us-west-2", ...settings } });

test("a region is enough", () =>
  expect(loaded(context({})).project).toEqual({ region: "us-west-2", statePrefix: "elastic-models", tags: {} }));

test("everything", () =>
  expect(
    loaded(
      context({
        stateBucket: "lab-terraform-state",
        statePrefix: "models/production",
        tags: { Lab: "Deep Sea" },
        awsProviderVersion: "~> 6.25, != 6.26.0",
        repository: "mbari-org/models",
        excludeStackIdFromLogicalIds: "true",
        allowSepCharsInLogicalIds: true,
      }),
    ).project,
  ).toEqual({
    region: "us-west-2",
    stateBucket: "lab-terraform-state",
    statePrefix: "models/production",
    tags: { Lab: "Deep Sea" },
    awsProviderVersion: "~> 6.25, != 6.26.0",
    repository: "mbari-org/models",
  }));

test.each<[string, string | null, string]>([
  ["no file", null, "1:1  does not exist; run the command in the folder that holds it and models/"],
  ["an empty file", "", '1:1  is empty; it holds keys with values, as in "context": { "region": "us-west-2" }'],
  ["a list", "[]", '1:1  has a list at its top; it holds keys with values, as in "context": { "region": "us-west-2" }'],
  [
    "a byte order mark",
    `\uFEFF${context({})}`,
    "1:1  begins with a byte order mark, which cdktf cannot read; save it as UTF-8 without one",
  ],
  [
    "no context",
    "{}",
    '1:1  context is missing; it holds the project\'s settings, as in "context": { "region": "us-west-2" }',
  ],
  [
    "a context misspelt",
    '{ "language": "typescript",\n  "contex": { "region": "us-west-2" } }',
    "2:3  contex is not a known key; did you mean `context`?",
  ],
  ["a context in capitals", '{ "Context": {} }', "1:3  Context is not a known key; did you mean `context`?"],
  [
    "keys of cdktf alone",
    '{ "language": "typescript", "app": "x", "output": "o", "projectId": "p", "codeMakerOutput": "c" }',
    '1:1  context is missing; it holds the project\'s settings, as in "context": { "region": "us-west-2" }',
  ],
  ["two contexts", '{ "context": {},\n  "context": {} }', "2:3  context appears twice"],
  ["an empty context", '{ "context": null }', "1:14  context: nothing is not a map of keys to values"],
  [
    "a comment",
    '{\n  // us-west-2\n  "context": {}\n}',
    "2:3  is not JSON: text in double quotes, no comments, no comma at the end",
  ],
  [
    "a comma at the end",
    '{ "context": { "region": "us-west-2" }, }',
    "1:41  is not JSON: text in double quotes, no comments, no comma at the end",
  ],
  [
    "YAML",
    "context:\n  region: us-west-2\n",
    "1:1  is not JSON: text in double quotes, no comments, no comma at the end",
  ],
  ["a bracket too few", '{ "context": { "region": "us-west-2" }', "1:39  a map that begins with { does not end with }"],
  ["a second map", '{ "context": {} }\n{}', "2:1  the JSON ends before this; remove what follows"],
  ["a bracket too many", '{ "context": {} }}', "1:18  the JSON ends before this; remove what follows"],
  ["a second document", '{ "context": {} }\n---\n{}', "2:1  the JSON ends before this; remove what follows"],
  [
    "an escape that JSON does not know",
    '{ "context": { "region": "\\q" } }',
    "1:27  is not JSON: text in double quotes, no comments, no comma at the end",
  ],
  ["a comma missing", '{ "context": {} "app": "x" }', "1:17  a comma is missing before this"],
  ...[
    ["a comment behind a map", '{\n  "context": {} // us-west-2\n}', "2:17"],
    ["a comment of several lines behind a map", '{ "context": {} /* us-west-2 */ }', "1:17"],
    ["a comment behind a text", '{ "context": { "region": "us-west-2" // here\n} }', "1:38"],
    ["a comment behind an element", '{ "output": ["x" // here\n] }', "1:18"],
    ["a comment before a comma", '{ "app": []\n  // here\n, "context": {} }', "2:3"],
    ["a quote in quotes", '{ "app": "it"s" }', "1:14"],
  ].map(([name = "", json = "", place = ""]): [string, string, string] => [
    name,
    json,
    `${place}  is not JSON: text in double quotes, no comments, no comma at the end`,
  ]),
  [
    "no region",
    '{ "context": {} }',
    "1:14  context: region is missing (the AWS region of every model that names none)",
  ],
  [
    "a region without a value",
    context({ region: null }),
    "1:46  context.region: has no value; write one (the AWS region of every model that names none)",
  ],
  [
    "a bucket without a value",
    context({ stateBucket: null }),
    "1:72  context.stateBucket: has no value; write one, or remove the key (the S3 bucket of Terraform's state)",
  ],
  [
    "a region that is none",
    context({ region: "us-west2" }),
    "1:46  context.region: us-west2 is not a known AWS region; did you mean `us-west-2`? (the AWS region of every model that names none)",
  ],
  [
    "a misspelt key",
    context({ statebucket: "x" }),
    "1:58  context: statebucket is not a known key; did you mean `stateBucket`?",
  ],
  ["an unknown key", context({ colour: "x" }), "1:58  context: colour is not a known key"],
  [
    "a bad bucket",
    context({ stateBucket: "My_Bucket" }),
    "1:72  context.stateBucket: My_Bucket is not the name of an S3 bucket (the S3 bucket of Terraform's state)",
  ],
  [
    "a bad prefix",
    context({ statePrefix: "/a/" }),
    "1:72  context.statePrefix: /a/ may hold letters, digits and _ . - between single slashes only (what the names of state objects begin with)",
  ],
  [
    "a bad version",
    context({ awsProviderVersion: "latest" }),
    "1:79  context.awsProviderVersion: latest is not a version constraint such as 6.25.0 or ~> 6.25 (the version of the AWS provider)",
  ],
  [
    "a bad repository",
    context({ repository: "https://github.com/a/b" }),
    "1:71  context.repository: https://github.com/a/b is not a GitHub repository such as owner/name (the GitHub repository whose pull requests show plans)",
  ],
  [
    "a setting of CDKTF that is neither true nor false",
    context({ excludeStackIdFromLogicalIds: "banana" }),
    '1:89  context.excludeStackIdFromLogicalIds: "banana" is neither true nor false (of CDKTF\'s templates; changes nothing here)',
  ],
  [
    "a setting of CDKTF that is a number",
    context({ allowSepCharsInLogicalIds: 1 }),
    "1:86  context.allowSepCharsInLogicalIds: 1 is neither true nor false (of CDKTF's templates; changes nothing here)",
  ],
  [
    "a bad tag",
    context({ tags: { ManagedBy: "me" } }),
    "1:66  context.tags: ManagedBy is a tag of the stack itself; rename it",
  ],
  [
    "a tag without a name",
    context({ tags: { "": "x" } }),
    "1:66  context.tags: a name is empty; write one, or remove it with its value",
  ],
  [
    "a tag that CDKTF loses",
    '{ "context": { "region": "us-west-2", "tags": { "__proto__": "x" } } }',
    "1:49  context.tags: __proto__ is a name that JavaScript keeps for itself, which CDKTF loses; rename it",
  ],
  [
    "a token of CDKTF",
    context({ tags: { a: "${TfToken[TOKEN.1]}" } }),
    "1:70  TfToken[ may not stand in a text: CDKTF would take it for one of its own tokens",
  ],
])("%s", (_, json, message) => {
  expect(printed(json)).toEqual([`cdktf.json:${message}`]);
  expect(loaded(json).project).toBeUndefined();
});

test.each(["'us-west-2'", "us-west-2", "True", "NaN", "+1", ".5", "undefined", "&a 1", "# us-west-2"])(
  "%s, which is YAML and no JSON, is reported where it stands",
  (value) =>
    expect(printed(`{\n  "app": "x",\n  "context": { "region": ${value}\n}}`)).toEqual([
      "cdktf.json:3:26  is not JSON: text in double quotes, no comments, no comma at the end",
    ]),
);

test("so is a comma at the end of a list", () =>
  expect(printed('{\n  "app": "x",\n  "output": [1,]\n}')).toEqual([
    "cdktf.json:3:16  is not JSON: text in double quotes, no comments, no comma at the end",
  ]));

test("any JSON goes on as far as it is JSON", () =>
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.constantFrom(undefined, 1, "\t"), (json, at, indent) => {
      const text = JSON.stringify(JSON.parse(json), null, indent);
      const beginning = text.slice(0, at % (text.length + 1));
      expect(endOfJson(beginning)).toBe(beginning.length);
      // A control character may stand nowhere in JSON.
      expect(endOfJson(`${beginning}\u0001 at position 1`)).toBe(beginning.length);
    }),
    runs(200),
  ));

test("without a project, models are read all the same, and no second error tells of the region", () => {
  const { problems, models } = load({
    "cdktf.json": null,
    "models/a.yaml": model({ FleetSize: "0" }),
    "models/b.yaml": model({ StackName: "Other" }),
  });
  expect(problems.map(formatProblem)).toEqual([
    "cdktf.json:1:1  does not exist; run the command in the folder that holds it and models/",
    "models/a.yaml:4:12  FleetSize: 0 is less than 1 (the most GPU instances that may run at once)",
  ]);
  expect(models).toEqual([]);
});

test("what is cdktf's in the file is left to cdktf", () =>
  expect(printed('{ "app": 1, "output": [], "context": { "region": "us-west-2" } }')).toEqual([]));
