import { formatProblem } from "../../models/format/problems";
import { load, model } from "./directory";

const named = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [`models/${name}.yaml`, model({ StackName: name })]));
const printed = (files: Record<string, string>) => load(files).problems.map(formatProblem);

test("models come sorted by StackName, whatever their files are called", () => {
  const files = {
    "models/1.yaml": model({ StackName: "zebra" }),
    "models/2.yaml": model({ StackName: "Beta" }),
    "models/3.yml": model({ StackName: "alpha" }),
  };
  expect(load(files).models.map(({ stackName }) => stackName)).toEqual(["Beta", "alpha", "zebra"]);
});

describe("names", () => {
  test("one name in two files", () =>
    expect(printed({ "models/a.yaml": model(), "models/b.yaml": model() })).toEqual([
      "models/b.yaml:1:12  StackName: Detector is the name in models/a.yaml, too; rename one",
    ]));

  test("two names that differ in capitals", () =>
    expect(printed(named("Detector", "dETECTOR"))).toEqual([
      "models/dETECTOR.yaml:1:12  StackName: dETECTOR is Detector in models/Detector.yaml but for capitals, which bucket names do not have; rename one",
    ]));

  test("a file with another error keeps its name", () =>
    expect(printed({ "models/a.yaml": model({ FleetSize: "0" }), "models/b.yaml": model() })).toEqual([
      expect.stringContaining("models/a.yaml:4:12  FleetSize: 0"),
      "models/b.yaml:1:12  StackName: Detector is the name in models/a.yaml, too; rename one",
    ]));

  test("the name of the stack that a repository asks for", () => {
    const cdktfJson = JSON.stringify({ context: { region: "us-west-2", repository: "marine-lab/models" } });
    expect(printed(named("GithubAccess"))).toEqual([]);
    expect(printed({ "cdktf.json": cdktfJson, ...named("githubaccess") })).toEqual([
      "models/githubaccess.yaml:1:12  StackName: githubaccess is the name of the stack that gives GitHub access, which cdktf.json's repository asks for; rename this model, or remove repository",
    ]);
  });

  test("a name within another: both files tell of the danger", () =>
    expect(load(named("Mega", "Megadetector")).problems).toEqual([
      {
        file: "models/Mega.yaml",
        line: 1,
        column: 12,
        severity: "warning",
        stackName: "Mega",
        message:
          "StackName: Mega is part of Megadetector (models/Megadetector.yaml): `deepsea-ai ecsshutdown --cluster Mega` may shut down that instead; rename one",
      },
      {
        file: "models/Megadetector.yaml",
        line: 1,
        column: 12,
        severity: "warning",
        stackName: "Megadetector",
        message:
          "StackName: Megadetector contains Mega (models/Mega.yaml): `deepsea-ai ecsshutdown --cluster Mega` may shut down this instead; rename one",
      },
    ]));

  test("many names that contain one make one warning there", () => {
    const { problems } = load(named("A1", "A1b", "A1c", "A1d", "A1e"));
    expect(problems.map(({ stackName }) => stackName)).toEqual(["A1", "A1b", "A1c", "A1d", "A1e"]);
    expect(problems[0]?.message).toContain(
      "A1b (models/A1b.yaml), A1c (models/A1c.yaml), A1d (models/A1d.yaml) and 1 more",
    );
  });

  test("in another region, there is no danger", () =>
    expect(
      printed({ ...named("Mega"), "models/b.yaml": model({ StackName: "Megadetector", Region: "eu-west-1" }) }),
    ).toEqual([]));

  test.each(["cluster", "west", "arn"])("%s is part of every cluster's ARN", (name) =>
    expect(printed(named(name))).toEqual([
      `models/${name}.yaml:1:12  warning: StackName: ${name} is part of every cluster's ARN: \`deepsea-ai ecsshutdown --cluster ${name}\` may shut down another; rename it`,
    ]),
  );
});

describe("a crowded region", () => {
  const names = ["Ant", "Bee", "Cod", "Dab", "Eel", "Fox", "Gnu", "Hen", "Ibis"];
  const shared = { Network: "{ VpcName: default }" };
  const files = (count: number, changes: Record<string, string> = {}) =>
    Object.fromEntries(
      names.slice(0, count).map((name) => [`models/${name}.yaml`, model({ StackName: name, ...changes })]),
    );

  test("five VPCs fit the default quota", () => expect(printed(files(5))).toEqual([]));

  test("a sixth is told so", () =>
    expect(printed(files(6))).toEqual([
      "models/Fox.yaml:1:12  warning: StackName: 6 stacks in us-west-2 have a VPC of their own; the default quota is 5: ask AWS for more, or share one with Network",
    ]));

  test("eight stacks are seen by the client", () => expect(printed(files(8, shared))).toEqual([]));

  test("a ninth is told so", () =>
    expect(printed(files(9, shared))).toEqual([
      "models/Ibis.yaml:1:12  warning: StackName: 9 stacks with a fleet in us-west-2; `deepsea-ai ecsshutdown` sees 8: it may not find this one",
    ]));

  test("the client does not look at models that are served on Fargate", () => {
    const served =
      "StackName: Elk\nContainerImage: lab/elk:1\nNetwork: { VpcName: default }\nServe: { Port: 80, AllowFrom: [10.0.0.0/8] }\n";
    const crowd = { ...files(8, shared), "models/Elk.yaml": served };
    expect(printed(crowd).filter((line) => line.includes("ecsshutdown"))).toEqual([]);
    const onInstances = served.replace("Port: 80", "Port: 80, Gpu: true");
    expect(printed({ ...crowd, "models/Elk.yaml": onInstances }).join()).toContain("9 stacks with a fleet");
  });

  test("regions count on their own", () =>
    expect(printed({ ...files(5), "models/Fox.yaml": model({ StackName: "Fox", Region: "eu-west-1" }) })).toEqual([]));
});

describe("tags of the project and of a model", () => {
  const project = (tags: Record<string, string>) => JSON.stringify({ context: { region: "us-west-2", tags } });

  test("a model's tag may have another value", () =>
    expect(printed({ "cdktf.json": project({ Team: "a" }), "models/a.yaml": model({ Tags: "{ Team: b }" }) })).toEqual(
      [],
    ));

  test("but not another spelling", () =>
    expect(printed({ "cdktf.json": project({ Team: "a" }), "models/a.yaml": model({ Tags: "{ team: b }" }) })).toEqual([
      "models/a.yaml:7:7  Tags: team is Team of cdktf.json's tags but for capitals, which IAM does not tell apart",
    ]));

  test("together they are at most 45", () => {
    const common = Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`Tag${index}`, "x"]));
    const files = (tags: string) => ({ "cdktf.json": project(common), "models/a.yaml": model({ Tags: tags }) });
    expect(printed(files("{ Tag1: y }"))).toEqual([]);
    expect(printed(files("{ Other: y }"))).toEqual([
      "models/a.yaml:7:7  Tags: 46 tags with those of cdktf.json; 45 are allowed",
    ]);
  });
});

describe("image repositories", () => {
  const making = (name: string, repository: string, region = "us-west-2") => ({
    [`models/${name}.yaml`]: model({
      StackName: name,
      Region: region,
      ContainerImage: '":1.0.0"',
      Repository: repository,
    }),
  });

  test("two models may not make the same one", () =>
    expect(printed({ ...making("Ant", "{ Name: team/a }"), ...making("Bee", "{ Name: team/a }") })).toEqual([
      "models/Bee.yaml:8:13  Repository: team/a is the repository of Ant (models/Ant.yaml), too; give it another Name, or remove Repository and write that image's whole reference",
    ]));

  test("also where one names what is another's default", () =>
    expect(printed({ ...making("Ant", "{}"), ...making("Bee", "{ Name: elastic-models/ant }") })).toEqual([
      expect.stringContaining("elastic-models/ant is the repository of Ant (models/Ant.yaml), too"),
    ]));

  test("in two regions they are two", () =>
    expect(
      printed({ ...making("Ant", "{ Name: team/a }"), ...making("Bee", "{ Name: team/a }", "eu-west-1") }),
    ).toEqual([]));
});
