import fc from "fast-check";
import type { ModelSpec } from "../../../models/format/spec";
import { anySpec } from "../any-spec";
import { sampleSpec } from "../sample";
import { only, statements, synthesize, type Block } from "../synthesize";
import { runs } from "../../runs";

const repository = { name: "team/detector", keepImages: 7 };
const withRepository = (different: Partial<ModelSpec> = {}) =>
  synthesize(sampleSpec({ repository, containerImage: ":1.0.0", ...different }));

const account = "${data.aws_caller_identity.place_account.account_id}";

test("tags never move, images are scanned and encrypted, and none is ever deleted with the stack", () => {
  expect(only(withRepository().resource.aws_ecr_repository)).toEqual({
    name: "team/detector",
    image_tag_mutability: "IMMUTABLE",
    image_scanning_configuration: { scan_on_push: true },
    encryption_configuration: [{ encryption_type: "AES256" }],
    force_delete: false,
  });
});

test("the last KeepImages images stay, and what has lost its tag goes after a day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (keepImages) => {
      const { resource } = withRepository({ repository: { ...repository, keepImages } });
      const { rules } = only(resource.aws_ecr_lifecycle_policy).policy as { rules: Block[] };
      expect(rules.map(({ rulePriority, selection }) => [rulePriority, selection] as unknown)).toEqual([
        [1, { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 1 }],
        [2, { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: keepImages }],
      ]);
    }),
    runs(5),
  );
});

test.each([
  ["us-west-2", "amazonaws.com"],
  ["cn-north-1", "amazonaws.com.cn"],
])("in %s a tag alone is an image of the stack's own repository", (region, domain) => {
  const { resource } = withRepository({ region });
  const [container] = only(resource.aws_ecs_task_definition).container_definitions as [Block];
  expect(container.image).toBe(`${account}.dkr.ecr.${region}.${domain}/team/detector:1.0.0`);
});

test("only that repository may be pulled from", () => {
  const pulls = statements(withRepository()).filter(({ statement }) => JSON.stringify(statement).includes("ecr:"));
  expect(pulls.map(({ address, statement }) => [address, statement.Sid, statement.Resource] as unknown)).toEqual([
    [
      "aws_iam_role_policy.worker_execution-role_policy",
      "PullTheImage",
      `arn:\${data.aws_partition.place_partition.partition}:ecr:us-west-2:${account}:repository/team/detector`,
    ],
    ["aws_iam_role_policy.worker_execution-role_policy", "LogInToEcr", "*"],
  ]);
});

test("an image from elsewhere is pulled from there, also beside a repository", () => {
  const { resource, text } = withRepository({ containerImage: "team/detector:1" });
  const [container] = only(resource.aws_ecs_task_definition).container_definitions as [Block];
  expect(container.image).toBe("team/detector:1");
  expect(text).not.toContain("ecr:BatchGetImage");
});

test("where to push to is an output of stacks with a repository, and of no other", () => {
  expect(withRepository().output.repository_url?.value).toBe("${aws_ecr_repository.repository.repository_url}");
  fc.assert(
    fc.property(anySpec, (spec) => {
      const { resource, output } = synthesize(spec);
      const made = spec.repository !== undefined;
      expect([
        "repository_url" in output,
        "aws_ecr_repository" in resource,
        "aws_ecr_lifecycle_policy" in resource,
      ]).toEqual([made, made, made]);
    }),
    runs(6),
  );
});
