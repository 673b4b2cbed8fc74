import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModels } from "../../models/format/load";
import { formatProblem } from "../../models/format/problems";
import { unreadable } from "../../models/format/read-bytes";
import { load, model, problemsOf } from "./directory";

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

describe("texts that editors and systems write", () => {
  test.each([
    ["a byte order mark", `\uFEFF${model()}`],
    ["lines that end with CR and LF", model().replaceAll("\n", "\r\n")],
    ["no line break at the end", model().trimEnd()],
    ["a document's begin and end", `---\n${model()}...\n`],
    ["a %YAML 1.2 line", `%YAML 1.2\n---\n${model()}`],
    [
      "JSON",
      '{"StackName":"Detector","TaskDefinition":"d","ContainerImage":"d:1","FleetSize":1,"model_location":"s3://models/d","Command":[]}',
    ],
    ["letters of all kinds", model({ Comment: "Γαρίδα 🦐 eläin" })],
  ])("%s: read without a problem", (_, text) => expect(problemsOf(text)).toEqual([]));

  test("problems keep their place behind a byte order mark and with CR LF", () => {
    const text = `\uFEFF${model({ FleetSize: "0" })}`.replaceAll("\n", "\r\n");
    expect(problemsOf(text)).toEqual([
      "models/Model.yaml:4:12  FleetSize: 0 is less than 1 (the most GPU instances that may run at once)",
    ]);
  });

  test("columns count as editors do: a shrimp has two", () =>
    expect(problemsOf('{ Comment: "🦐", Spot: 1 }')).toContain(
      "models/Model.yaml:1:24  Spot: 1 is neither true nor false (whether the fleet runs on Spot capacity)",
    ));
});

describe("bytes that are no text", () => {
  test.each([
    [
      "UTF-16, low byte first",
      bytes([0xff, 0xfe], Buffer.from(model(), "utf16le").toJSON().data),
      "1:1  is UTF-16 text; save it as UTF-8",
    ],
    ["UTF-16, high byte first", bytes([0xfe, 0xff, 0, 0x53]), "1:1  is UTF-16 text; save it as UTF-8"],
    [
      "Latin-1",
      bytes("StackName: Detector\nComment: Gara", [0xf1], "a\n"),
      "2:14  is not UTF-8 text; save it as UTF-8",
    ],
    [
      "a character cut off at the end",
      bytes("Comment: \u{1f990}").subarray(0, -1),
      "1:10  is not UTF-8 text; save it as UTF-8",
    ],
    ["a picture", bytes([0x89], "PNG\r\n", [0x1a], "\n"), "1:1  is not UTF-8 text; save it as UTF-8"],
    ["NUL characters", bytes("StackName: a\nComment: a", [0], "b"), "2:11  is not text: it holds a NUL character"],
    [
      "nothing but white space",
      bytes(" \n\n"),
      "1:1  is empty; it holds keys with values, as in StackName: Megadetector",
    ],
  ])("%s", (_, content, message) => expect(problemsOf(content)).toEqual([`models/Model.yaml:${message}`]));

  test("a U+FFFD of the user's own does not move the place", () =>
    expect(problemsOf(bytes("Comment: \uFFFD\nStackName: ", [0xff]))).toEqual([
      "models/Model.yaml:2:12  is not UTF-8 text; save it as UTF-8",
    ]));
});

describe("texts that would take a careless reader long", () => {
  /** Seconds of the processor, not of the clock: other work on the machine does not count. */
  const within = (seconds: number, text: string) => {
    const before = process.cpuUsage();
    const problems = problemsOf(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(seconds);
    return problems;
  };

  test("an alias bomb is not expanded", () => {
    const levels = Array.from({ length: 20 }, (_, i) => `  - &l${i + 1} [${Array(10).fill(`*l${i}`).join(", ")}]\n`);
    const problems = within(20, `${model()}Command:\n  - &l0 lol\n${levels.join("")}`);
    expect(problems[0]).toMatch("Command: a list is not text");
    expect(problems).toHaveLength(20);
  });

  test("an alias may repeat a value", () => {
    const text = model({ Comment: "&name Detector", StackName: "*name" });
    const { models, problems } = load({
      "models/Model.yaml": `Comment: &name Detector\n${text.replace(/Comment.*\n/, "")}`,
    });
    expect(problems).toEqual([]);
    expect(models[0]).toMatchObject({ comment: "Detector", stackName: "Detector" });
  });

  test("twenty thousand aliases", () =>
    expect(within(40, `Comment: &a a\nCommand: [${"*a,".repeat(20000)}]\n`)).toContain(
      "models/Model.yaml:1:1  StackName is missing (the stack's and the ECS cluster's name, and the client's --cluster)",
    ));

  test.each(["[", "{a: ", "- ", "? ", '{"a":'])("deep nesting: %s", (open) =>
    expect(within(40, open.repeat(20000 / open.length)).length).toBeGreaterThan(0),
  );

  test("ten thousand keys, all the same", () =>
    expect(within(40, "a: 1\n".repeat(10000)).length).toBeGreaterThan(9999));
});

test("what the system says of a file that may not be read, in words", () => {
  expect(unreadable("models/a.yaml", Object.assign(new Error(), { code: "EACCES" }))).toBe(
    "may not be read by you; change its permissions",
  );
  expect(unreadable("models/a.yaml", new Error("no code"))).toBe("cannot be read (Error: no code)");
});

describe("entries of the folder", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "models-"));
    mkdirSync(join(directory, "models"));
    writeFileSync(join(directory, "cdktf.json"), '{ "context": { "region": "us-west-2" } }');
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  const problems = () => loadModels(directory).problems.map(formatProblem);

  test("a folder with the name of a model", () => {
    mkdirSync(join(directory, "models/x.yaml"));
    expect(problems()).toEqual(["models/x.yaml:1:1  is a folder, not a file"]);
  });

  test("a link to nowhere, a link to itself, a device", () => {
    symlinkSync("nowhere", join(directory, "models/a.yaml"));
    symlinkSync("b.yaml", join(directory, "models/b.yaml"));
    symlinkSync("/dev/zero", join(directory, "models/c.yaml"));
    expect(problems()).toEqual([
      "models/a.yaml:1:1  is a link to something that does not exist",
      "models/b.yaml:1:1  is a link that leads back to itself",
      "models/c.yaml:1:1  is not a file",
    ]);
  });

  test("a huge file is not even opened", () => {
    writeFileSync(join(directory, "models/huge.yaml"), "");
    truncateSync(join(directory, "models/huge.yaml"), 2 ** 40);
    expect(problems()).toEqual(["models/huge.yaml:1:1  has 1099511627776 bytes; 65536 are allowed"]);
  });

  const beside = "models lie in a folder of this name beside cdktf.json, one YAML file each";

  test("a folder without a model, no folder, a file, a link to nowhere", () => {
    expect(problems()).toEqual(["models:1:1  there is no model here; write one as models/<name>.yaml"]);
    rmSync(join(directory, "models"), { recursive: true });
    expect(problems()).toEqual([`models:1:1  does not exist; ${beside}`]);
    writeFileSync(join(directory, "models"), model());
    expect(problems()).toEqual([`models:1:1  is not a folder; ${beside}`]);
    rmSync(join(directory, "models"));
    symlinkSync("nowhere", join(directory, "models"));
    expect(problems()).toEqual([`models:1:1  is a link to something that does not exist; ${beside}`]);
  });

  test("a folder that is not the project's", () => {
    rmSync(join(directory, "models"), { recursive: true });
    rmSync(join(directory, "cdktf.json"));
    expect(problems()).toEqual([
      "cdktf.json:1:1  does not exist; run the command in the folder that holds it and models/",
      `models:1:1  does not exist; ${beside}`,
    ]);
  });

  test("models end in .yaml or .yml, in any case; all else and hidden files are left alone", () => {
    writeFileSync(join(directory, "models/A.yaml"), model({ StackName: "Alpha" }));
    writeFileSync(join(directory, "models/b.yml"), model({ StackName: "Beta" }));
    writeFileSync(join(directory, "models/C.YAML"), model({ StackName: "Gamma" }));
    for (const name of ["._A.yaml", ".hidden.yaml", "README.md", "model.schema.json", "D.yaml~", "yaml"])
      writeFileSync(join(directory, "models", name), "\0");
    expect(problems()).toEqual([]);
    expect(loadModels(directory).models.map(({ file }) => file)).toEqual([
      "models/A.yaml",
      "models/b.yml",
      "models/C.YAML",
    ]);
  });
});
