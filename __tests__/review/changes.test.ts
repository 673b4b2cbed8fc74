import { changesOf } from "../../review/changes";
import type { ResourceChange } from "../../review/plan";
import { verdictOf } from "../../review/verdict";
import { changed, created, destroyed, kept, planOf, replaced, updated } from "./plan-of";

const effects = (...resources: ResourceChange[]) =>
  changesOf(planOf(...resources)).map(({ address, effect }) => [address, effect]);

describe("what happens to a resource", () => {
  test("the dangerous comes first", () => {
    expect(
      effects(
        created("aws_vpc.made", { cidr: "x" }),
        updated("aws_vpc.changed", { cidr: "x" }, { cidr: "y" }),
        kept("aws_vpc.kept", { cidr: "x" }),
        destroyed("aws_vpc.gone", { cidr: "x" }),
        replaced("aws_vpc.anew", { cidr: "x" }, { cidr: "y" }),
      ),
    ).toEqual([
      ["aws_vpc.gone", "destroy"],
      ["aws_vpc.anew", "replace"],
      ["aws_vpc.changed", "update"],
      ["aws_vpc.made", "create"],
    ]);
  });

  test("both orders of a replacement are one", () => {
    expect(effects(changed("aws_vpc.v", ["create", "delete"], { a: 1 }, { a: 2 }))).toEqual([["aws_vpc.v", "replace"]]);
  });

  test("a task definition gets a new revision, which replaces nothing that runs", () => {
    const resource = replaced("aws_ecs_task_definition.worker", { a: 1 }, { a: 2 });
    expect(effects(resource)).toEqual([["aws_ecs_task_definition.worker", "revise"]]);
    expect(verdictOf(changesOf(planOf(resource)), false)).toBe(
      "1 new task definition revision, nothing replaced, nothing destroyed",
    );
  });

  test("what is only read, or stays as it is, is no change", () => {
    expect(
      effects(changed("data.aws_ami.a", ["read"], null, { id: "1" }, { mode: "data" }), kept("aws_vpc.v", { a: 1 })),
    ).toEqual([]);
  });

  test("forgotten, taken over and renamed are told apart", () => {
    expect(
      effects(
        changed("aws_vpc.left", ["forget"], { a: 1 }, null),
        changed("aws_vpc.taken", ["no-op"], { a: 1 }, { a: 1 }, { importing: { id: "vpc-1" } }),
        changed("aws_vpc.renamed", ["no-op"], { a: 1 }, { a: 1 }, { previous_address: "aws_vpc.earlier" }),
      ),
    ).toEqual([
      ["aws_vpc.left", "forget"],
      ["aws_vpc.taken", "import"],
      ["aws_vpc.renamed", "move"],
    ]);
  });

  test("an instance of for_each is compared with the arguments of its resource", () => {
    const plan = planOf(updated('aws_subnet.public["us-west-2a"]', { cidr: "x", arn: "1" }, { cidr: "y", arn: "2" }));
    const [change] = changesOf({
      ...plan,
      configuration: { root_module: { resources: [{ address: "aws_subnet.public", expressions: { cidr: {} } }] } },
    });
    expect(change?.changes.map(({ attribute }) => attribute)).toEqual(["cidr"]);
  });
});

describe("the verdict", () => {
  const verdict = (...resources: ResourceChange[]) => verdictOf(changesOf(planOf(...resources)), false);

  test.each([
    [[], "nothing changes"],
    [
      [updated("aws_vpc.a", { a: 1 }, { a: 2 }), updated("aws_vpc.b", { a: 1 }, { a: 2 })],
      "2 updates in place, nothing replaced, nothing destroyed",
    ],
    [
      [updated("aws_vpc.a", { tags: { A: "1" } }, { tags: { A: "2" } })],
      "1 update in place (1 of tags only), nothing replaced, nothing destroyed",
    ],
    [
      [created("aws_vpc.a", {}), replaced("aws_vpc.b", { a: 1 }, { a: 2 }), destroyed("aws_vpc.c", {})],
      "1 created, 1 replaced, 1 destroyed",
    ],
  ])("%#: %j", (resources, words) => {
    expect(verdict(...resources)).toBe(words);
  });
});
