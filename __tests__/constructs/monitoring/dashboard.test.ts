import { sampleSpec } from "../sample";
import { only, synthesize } from "../synthesize";

interface Widget {
  readonly properties: { readonly title: string; readonly metrics: readonly unknown[][] };
}

const widgets = (different = {}): readonly Widget[] => {
  const body = only(synthesize(sampleSpec(different)).resource.aws_cloudwatch_dashboard).dashboard_body as unknown;
  return (typeof body === "string" ? (JSON.parse(body) as { widgets: Widget[] }) : (body as { widgets: Widget[] }))
    .widgets;
};

test("one dashboard shows what waits, what works, what came out and what it costs", () => {
  expect(widgets().map(({ properties }) => properties.title)).toEqual([
    "Videos",
    "Instances and workers",
    "Results an hour",
    "Dead letters",
    "Oldest video",
    expect.stringMatching(/^Money: g4dn\.xlarge in us-west-2, price of \d{4}-\d\d-\d\d$/),
    "What the reconciler did",
  ]);
});

test("money is running instances times the price of the first type", () => {
  const money = widgets().find(({ properties }) => properties.title.startsWith("Money"));
  expect(money?.properties.metrics[0]).toEqual([
    { expression: expect.stringMatching(/^instances \* 0\.5\d\d$/) as string, label: "$ an hour" },
  ]);
});

test("where no price is known, it says so and shows the instances", () => {
  const titles = widgets({ region: "us-gov-west-9" }).map(({ properties }) => properties.title);
  expect(titles).toContain("Running instances (no price is known)");
});
