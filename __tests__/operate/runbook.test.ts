import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../cli/commands";
import { run } from "../cli/run";
import { sampleSpec } from "../constructs/sample";
import { synthesize } from "../constructs/synthesize";

const page = readFileSync(join(__dirname, "../../docs/operate.md"), "utf8");
const runbook = page.slice(page.indexOf("\n# When an alarm rings"));
/** The text below each heading of the runbook. */
const sections = new Map(
  runbook
    .split("\n## ")
    .slice(1)
    .map((text) => [text.split("\n", 1)[0] ?? "", text] as const),
);
const everything = { notifyEmail: "lab@example.org", monthlyBudgetUsd: 200 };
const alarms = Object.values(synthesize(sampleSpec(everything)).resource.aws_cloudwatch_metric_alarm ?? {}).map(
  ({ alarm_name: name, alarm_description: text }) => ({
    id: (name as string).replace("Sample-", ""),
    description: text as string,
  }),
);

test("every alarm of a stack has its section, and no section is about anything else", () => {
  expect([...sections.keys()].sort()).toEqual(alarms.map(({ id }) => id).sort());
});

test.each(alarms)(
  "$id: its description names the page, and a command that its section begins with",
  ({ id, description }) => {
    const [, command = "", named] = /(\.\/model .+) \(docs\/operate\.md, "([a-z-]+)"\)$/.exec(description) ?? [];
    expect(named).toBe(id);
    const [first] = [...(sections.get(id) ?? "").matchAll(/`(\.\/model [^`]+)`/g)];
    expect(first?.[1]).toBe(command.replace("Sample", "Megadetector"));
  },
);

/** Every `./model …` that the page tells people to type, outside of what commands have printed. */
const told = [...page.replace(/```[\s\S]*?```/g, "").matchAll(/`\.\/model ([^`]+)`/g)].map(([, words = ""]) => words);

test.each([...new Set(told)])("./model %s: the command and its options exist", async (words) => {
  const [name = "", ...rest] = words.split(" ");
  expect(Object.keys(commands)).toContain(name);
  const { stdout } = await run(name, "--help");
  for (const option of rest.filter((word) => word.startsWith("--"))) expect(stdout).toContain(option);
});
