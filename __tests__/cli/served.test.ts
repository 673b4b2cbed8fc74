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
    ["check", "npx cdktf diff Recommender"],
    ["status", "aws ecs describe-services --cluster Recommender --services Recommender --region us-west-2"],
    ["pause", "./model destroy Recommender"],
    ["resume", "./model deploy Recommender"],
    ["logs", "aws logs tail /ecs/Recommender --follow --region us-west-2"],
    ["dead-letters", "it has no queue: a request that fails is answered with an error"],
    ["results", "it has no result bucket: results are the answers to requests"],
    ["cost", "What it costs by the hour, asked or not: docs/serve.md"],
    ["shell", "aws ecs execute-command --cluster Recommender --task TASK --container Recommender --interactive"],
    ["try", "it has no videos to try it with"],
    ["forecast --videos 3 --minutes 1", "its tasks run all the time. What that costs: docs/serve.md"],
  ])("%s", async (words, instead) => {
    const [command = "", ...options] = words.split(" ");
    const { status, stdout, stderr } = await run(command, "recommender", ...options);
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("Recommender is served over HTTP (Serve in models/Recommender.yaml): it ");
    expect(stderr).toContain(instead);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
