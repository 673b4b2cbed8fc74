import { load, model } from "./directory";

function warnings(changes: Record<string, string | undefined>) {
  const { models, problems } = load({ "models/Model.yaml": model(changes) });
  expect(models).toHaveLength(1);
  return problems.map(({ line, column, severity, stackName, message }) => {
    expect([severity, stackName]).toEqual(["warning", "Detector"]);
    return `${line}:${column} ${message}`;
  });
}

test("a model without anything remarkable has none", () => expect(warnings({})).toEqual([]));

test.each(["detector", "localhost:5000/detector"])("an image without a tag: %s", (image) =>
  expect(warnings({ ContainerImage: image })).toEqual([
    "3:17 ContainerImage: without a tag, this means latest, which moves: workers of one fleet may run different images; name a version",
  ]),
);

test("the tag latest", () =>
  expect(warnings({ ContainerImage: "detector:latest" })).toEqual([
    "3:17 ContainerImage: the tag latest moves: workers of one fleet may run different images; name a version",
  ]));

test("latest in a repository whose tags never move", () =>
  expect(warnings({ ContainerImage: '":latest"', Repository: "{}" })).toEqual([
    "3:17 ContainerImage: :latest can be pushed only once, because tags of the stack's repository never move; name a version",
  ]));

test("a repository that nothing comes from", () =>
  expect(warnings({ ContainerImage: "detector:1", Repository: "{}" })).toEqual([
    '7:13 Repository: the stack makes a repository, but detector:1 is not from it; write ContainerImage: ":<tag>" once it is pushed there',
  ]));

test.each([`detector@sha256:${"a".repeat(64)}`, `detector:latest@sha256:${"a".repeat(64)}`, "detector:1"])(
  "a fixed image: %s",
  (image) => expect(warnings({ ContainerImage: image })).toEqual([]),
);

test("the account number of the documentation's example, wherever it stands", () =>
  expect(
    warnings({
      ContainerImage: "168552337187.dkr.ecr.us-west-2.amazonaws.com/detector:1",
      track_config: "s3://deepsea-ai-168552337187-track-conf/a.yaml",
    }),
  ).toEqual([
    "3:17 ContainerImage: 168552337187 is the account number of the documentation's example; put your own into ContainerImage, track_config",
  ]));

test("a root volume smaller than the AMI's snapshot", () =>
  expect(warnings({ BlockDeviceVolumeGBRoot: "29" })).toEqual([
    "7:26 BlockDeviceVolumeGBRoot: 29 is raised to 30: the ECS GPU AMI's snapshot has 30 GiB, and EC2 refuses a smaller volume",
  ]));

test("30 GiB are enough", () => expect(warnings({ BlockDeviceVolumeGBRoot: "30" })).toEqual([]));

test("the older name of the root volume", () =>
  expect(warnings({ BlockDeviceVolumeGB: "55" })).toEqual([
    "7:22 BlockDeviceVolumeGBRoot: is written with its older name, BlockDeviceVolumeGB; rename it",
  ]));

test("ssh from everywhere", () =>
  expect(warnings({ Debug: "{ AllowSshFrom: [192.0.2.0/24, 0.0.0.0/0] }" })).toEqual([
    "7:8 Debug: AllowSshFrom 0.0.0.0/0 opens port 22 to everybody; name the range of your own network",
  ]));
