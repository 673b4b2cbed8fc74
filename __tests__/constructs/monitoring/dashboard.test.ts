import type { AnyModelSpec } from "../../../models/format/spec";
import { sampleGpus, sampleServed, sampleSpec } from "../sample";
import { only, synthesize } from "../synthesize";

interface Widget {
  readonly properties: { readonly title: string; readonly metrics: readonly unknown[][] };
}

const widgets = (different = {}): readonly Widget[] => widgetsOf(sampleSpec(different));
const widgetsOf = (spec: AnyModelSpec): readonly Widget[] => {
  const body = only(synthesize(spec).resource.aws_cloudwatch_dashboard).dashboard_body as unknown;
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

describe("of a served model", () => {
  const graphs = widgetsOf(sampleServed()).map(({ properties }) => properties);

  test("it shows requests, how soon and how well they are answered, and by what", () => {
    expect(graphs.map(({ title }) => title)).toEqual([
      "Requests a minute",
      "Seconds to answer",
      "Errors a minute",
      "Tasks",
      "CPU and memory of a task, %",
    ]);
    const [, seconds] = graphs;
    expect(seconds?.metrics.map((line) => [line[1], line.at(-1)])).toEqual(
      ["p50", "p95", "p99"].map((stat) => ["TargetResponseTime", { label: stat, stat }]),
    );
  });

  test("all metrics are of this stack's balancer, target group and service", () => {
    for (const [namespace, , ...rest] of graphs.flatMap(({ metrics }) => metrics)) {
      const dimensions = rest.slice(0, -1);
      if (namespace === "AWS/ECS") expect(dimensions).toEqual(["ClusterName", "Sample", "ServiceName", "Sample"]);
      else {
        expect(namespace).toBe("AWS/ApplicationELB");
        const [ofBalancer, ofGroup] = [dimensions.slice(0, 2), dimensions.slice(2)];
        expect(ofBalancer).toEqual(["LoadBalancer", "${aws_lb.balancer.arn_suffix}"]);
        if (ofGroup.length > 0)
          expect(ofGroup).toEqual(["TargetGroup", "${aws_lb_target_group.balancer_targets.arn_suffix}"]);
      }
    }
  });

  test("with GPUs it shows the instances and what they cost, too", () => {
    const titles = widgetsOf(sampleServed({ compute: sampleGpus })).map(({ properties }) => properties.title);
    expect(titles.slice(5)).toEqual(["Instances", expect.stringMatching(/^Money: g5\.xlarge in us-west-2/)]);
  });
});

test.each([
  ["us-west-2", "https://us-west-2.console.aws.amazon.com/cloudwatch/"],
  ["us-gov-west-1", "https://us-gov-west-1.console.amazonaws-us-gov.com/cloudwatch/"],
  ["cn-north-1", "https://cn-north-1.console.amazonaws.cn/cloudwatch/"],
])("in %s the output dashboard_url leads to that partition's console", (region, address) => {
  expect(synthesize(sampleSpec({ region })).output.dashboard_url?.value).toContain(address);
});
