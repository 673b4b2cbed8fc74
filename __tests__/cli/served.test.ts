import { inUsersFolder } from "./folder";
import { run } from "./run";

const { write } = inUsersFolder();

beforeEach(() =>
  write(
    "models/Recommender.yaml",
    `StackName: Recommender
TaskDefinition: recommender
ContainerImage: 123456789012.dkr.ecr.us-west-2.amazonaws.com/recommender:1
Serve:
  AllowFrom: [192.0.2.0/24]
`,
  ),
);

describe("a command about a queue and its fleet says of a served model that there is none, and what serves instead", () => {
  test.each([
    ["pause", "./model destroy Recommender"],
    ["resume", "./model deploy Recommender"],
    ["logs", "aws logs tail /ecs/Recommender --follow --region us-west-2"],
    ["dead-letters", "it has no queue: a request that fails is answered with an error"],
    ["results", "it has no result bucket: results are the answers to requests"],
    ["cost", "What a month of it costs, asked or not: ./model forecast Recommender"],
    ["shell", "aws ecs execute-command --cluster Recommender --task TASK --container Recommender --interactive"],
    ["try", "it has no videos to try it with"],
  ])("%s", async (words, instead) => {
    const [command = "", ...options] = words.split(" ");
    const { status, stdout, stderr } = await run(command, "recommender", ...options);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("Recommender is served over HTTP (Serve in models/Recommender.yaml): it ");
    expect(stderr).toContain(instead);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test("a forecast of it is what a month costs, asked or not; it has no videos", async () => {
  const { status, stdout } = await run("forecast", "Recommender");
  expect([status, stdout]).toEqual([
    0,
    `Recommender is served over HTTP. A month of it, asked or not:
  load balancer                                        $16.43
  2 public addresses of the balancer                    $7.30
  2 tasks on Fargate                                   $18.02
  their public addresses                                $7.30
  alarms over 6 metrics                                 $0.60
  1 dashboard (free within the account's first three)   $3.00
  together                                             $52.65
Requests and logs cost on top: docs/serve.md
`,
  ]);
  const asked = await run("forecast", "Recommender", "--videos", "3", "--minutes", "1");
  expect([asked.status, asked.stderr]).toEqual([
    1,
    expect.stringContaining("served over HTTP (Serve in models/Recommender.yaml) and has no videos"),
  ]);
  expect((await run("forecast", "Recommender", "--svg", "a.svg")).status).toBe(1);
  const json = JSON.parse((await run("forecast", "Recommender", "--json")).stdout) as { month: { total: number } };
  expect(json.month.total).toBeCloseTo(52.65, 2);
});
