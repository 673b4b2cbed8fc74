import fc from "fast-check";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { only, statements, synthesize, type Block, type Synthesized } from "../synthesize";
import { runs } from "../../runs";

const forPeople = ({ resource }: Synthesized): Block[] =>
  Object.entries(resource.aws_cloudwatch_metric_alarm ?? {})
    .filter(([name]) => name.startsWith("alarms_"))
    .map(([, alarm]) => alarm);

test("each alarm says what happened, what it costs and what to do first, and names its page", () => {
  const alarms = forPeople(synthesize(sampleSpec()));
  expect(alarms.map(({ alarm_name: name }) => name as string).sort()).toEqual([
    "Sample-circuit-open",
    "Sample-dead-letters",
    "Sample-idle-instances",
    "Sample-no-progress",
    "Sample-nothing-runs",
    "Sample-old-video",
    "Sample-reconciler-fails",
  ]);
  for (const { alarm_name: name, alarm_description: text } of alarms) {
    const page = (name as string).replace("Sample-", "");
    expect(text).toMatch(
      new RegExp(`Sample.*\\. .*(costs?|money|lost|price).*First: .+ \\(docs/operate\\.md, "${page}"\\)$`),
    );
  }
});

test("all go to the stack's topic, which only CloudWatch of this account may write to", () => {
  const stack = synthesize(sampleSpec());
  for (const alarm of forPeople(stack)) expect(alarm.alarm_actions).toEqual(["${aws_sns_topic.alarms_topic.arn}"]);
  const allowed = statements(stack).filter(
    ({ address, statement }) => address === "aws_sns_topic_policy.alarms_topic-policy" && statement.Effect === "Allow",
  );
  expect(allowed.map(({ statement }) => statement.Principal as unknown)).toEqual([
    { Service: "cloudwatch.amazonaws.com" },
  ]);
  expect(allowed[0]?.statement.Condition).toHaveProperty("StringEquals.aws:SourceAccount");
});

test("they are mailed where NotifyEmail says, and nowhere else", () => {
  const { resource } = synthesize(sampleSpec({ notifyEmail: "lab@example.org" }));
  expect(only(resource.aws_sns_topic_subscription)).toMatchObject({ protocol: "email", endpoint: "lab@example.org" });
  expect(synthesize(sampleSpec()).resource).not.toHaveProperty("aws_sns_topic_subscription");
});

test("each stays within what CloudWatch evaluates: periods of whole minutes, a day at most, 1024 characters", () => {
  fc.assert(
    fc.property(anySpec, (spec) => {
      for (const alarm of forPeople(synthesize(spec))) {
        const queries = (alarm.metric_query ?? []) as { metric?: { period: number } }[];
        const periods = [alarm.period as number | undefined, ...queries.map(({ metric }) => metric?.period)].filter(
          (period) => period !== undefined,
        );
        expect(new Set(periods).size).toBe(1);
        expect((periods[0] ?? NaN) % 60).toBe(0);
        expect((periods[0] ?? NaN) * (alarm.evaluation_periods as number)).toBeLessThanOrEqual(86400);
        expect((alarm.alarm_description as string).length).toBeLessThanOrEqual(1024);
      }
    }),
    runs(8),
  );
});

test("an instance that is kept warm on purpose rings no alarm", () => {
  const periods = (keepWarmSeconds: number) =>
    synthesize(sampleSpec({ keepWarmSeconds })).resource.aws_cloudwatch_metric_alarm?.["alarms_idle-instances"]
      ?.evaluation_periods as number;
  expect(periods(0)).toBe(45);
  expect(periods(2700)).toBe(90);
});
