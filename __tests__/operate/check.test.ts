import { explainRegion } from "../../operate/check/account";
import { explainDiskKey } from "../../operate/check/disk-key";
import { explainEarlier } from "../../operate/check/earlier-stack";
import type { Finding } from "../../operate/check/finding";
import { explainGpuQuota } from "../../operate/check/gpu-quota";
import { ecrImage, explainImage } from "../../operate/check/image";
import { explainInstanceTypes } from "../../operate/check/instance-types";
import { explainMachineImage } from "../../operate/check/machine-image";
import { explainNetwork } from "../../operate/check/network";
import { explainOwners } from "../../operate/check/owned";
import { explainState } from "../../operate/check/state-bucket";
import { explainStored } from "../../operate/check/stored-input";
import { sampleProject, sampleSpec } from "../constructs/sample";

const spec = sampleSpec();
const plan = { spec, project: sampleProject, accountId: "123456789012" };
const g4dn = { name: "g4dn.xlarge", gpus: 1, vcpus: 4, memoryMib: 16384 };
const g5 = { name: "g5.12xlarge", gpus: 4, vcpus: 48, memoryMib: 196608 };

/** As a line reads, with its advice. */
const shown = ({ mark, says, advice }: Finding) => [mark, says, ...(advice?.split("\n") ?? [])];

test("region", () => {
  const account = { id: "123456789012", caller: "arn:aws:iam::123456789012:user/ana" };
  expect(explainRegion({ ...account, regionAnswers: true }, "us-west-2").mark).toBe("ok");
  expect(explainRegion({ ...account, regionAnswers: false }, "me-south-1").mark).toBe("wrong");
});

describe("GPU quota", () => {
  const quota = { name: "Running On-Demand G and VT instances", code: "L-DB2E81BA", types: [g4dn], usedByOthers: 0 };
  test.each([
    [12, 0, "ok", "FleetSize 3 × g4dn.xlarge needs 12 vCPUs"],
    [11, 0, "wrong", "at most 2 instances of g4dn.xlarge can run"],
    [4, 0, "wrong", "at most 1 instance of g4dn.xlarge can run"],
    [3, 0, "wrong", "no instance can start"],
    [12, 4, "ok", "needs 12 vCPUs"],
  ])("%d vCPUs granted, %d used by others: %s", (granted, usedByOthers, mark, says) => {
    const finding = explainGpuQuota([{ ...quota, granted, usedByOthers }], { spec });
    expect(finding).toMatchObject({ mark, says: expect.stringContaining(says) as string });
    expect(finding.advice?.includes("Others of this account use 4") ?? false).toBe(usedByOthers > 0);
  });

  test("the largest type of the fleet counts, but a smaller one can start", () => {
    const mixed = { ...quota, types: [g4dn, g5], granted: 48 };
    expect(explainGpuQuota([mixed], { spec }).says).toMatch(
      /× g5\.12xlarge needs 144 vCPUs; .* at most 1 instance of g5/,
    );
  });
});

test("instance types", () => {
  const region = { spec };
  expect(explainInstanceTypes(new Map([["g6.xlarge", ["us-west-2a", "us-west-2c"]]]), region)).toEqual({
    mark: "ok",
    says: "g6.xlarge in 2a, 2c",
  });
  const second = new Map([
    ["g6.xlarge", ["us-west-2a"]],
    ["p5.48xlarge", []],
  ]);
  expect(shown(explainInstanceTypes(second, region))).toEqual([
    "ok",
    "g6.xlarge in 2a",
    "No zone of us-west-2 offers p5.48xlarge: never used.",
  ]);
  expect(explainInstanceTypes(new Map([["p5.48xlarge", []]]), region).mark).toBe("wrong");
});

describe("image", () => {
  test.each([
    ["123456789012.dkr.ecr.us-west-2.amazonaws.com/a/b:1.0", { imageTag: "1.0" }],
    ["123456789012.dkr.ecr.us-west-2.amazonaws.com/a/b", { imageTag: "latest" }],
    ["123456789012.dkr.ecr.us-west-2.amazonaws.com/a/b:1.0@sha256:0f", { imageDigest: "sha256:0f" }],
  ])("%s", (reference, imageId) => {
    expect(ecrImage(reference)).toEqual({ account: "123456789012", region: "us-west-2", repository: "a/b", imageId });
  });
  test.each(["mbari/detector:1", "public.ecr.aws/mbari/detector:1"])("%s cannot be asked for", (reference) => {
    expect(ecrImage(reference)).toBeUndefined();
    expect(explainImage({ found: "not asked" }, { spec }).mark).toBe("unknown");
  });

  const image = ecrImage(spec.containerImage);
  test("found, here or far away", () => {
    expect(explainImage({ image, found: "image", bytes: 9.2e9 }, { spec }).says).toBe(
      "team/detector:1.0.0, 9.2 GB: about 4 min to pull",
    );
    expect(explainImage({ image, found: "image" }, { spec })).toEqual({ mark: "ok", says: "team/detector:1.0.0" });
    const far = explainImage({ image, found: "image", bytes: 1e9 }, { spec: { ...spec, region: "eu-west-1" } });
    expect(far).toMatchObject({ mark: "ok", advice: expect.stringContaining("across regions") as string });
  });
  describe("of the stack's own repository", () => {
    const own = { spec: { ...spec, containerImage: ":1.0.0", repository: { name: "team/detector", keepImages: 10 } } };
    test("before the first deploy, which makes the repository", () => {
      expect(shown(explainImage({ image, found: "no repository", own: "nobody" }, own))).toEqual([
        "ok",
        "team/detector:1.0.0: the deploy makes the repository",
        "After it, build and push the image (docs/images.md); until then videos wait in the queue.",
      ]);
    });
    test("deployed, and not pushed yet", () => {
      expect(shown(explainImage({ image, found: "no image", own: "this model" }, own)).slice(0, 3)).toEqual([
        "wrong",
        "the ECR repository team/detector has no image 1.0.0",
        "Build and push it (docs/images.md), or correct ContainerImage. What is there:",
      ]);
    });
    test("pushed", () => {
      expect(explainImage({ image, found: "image", own: "this model" }, own).mark).toBe("ok");
    });
    test("somebody else's of the same name", () => {
      expect(explainImage({ image, found: "image", own: "another" }, own)).toMatchObject({
        mark: "wrong",
        says: "not made for this model: ECR repository team/detector; a deploy would fail",
      });
    });
  });
  test.each(["no image", "no repository"] as const)("%s", (found) => {
    expect(explainImage({ image, found }, { spec }).mark).toBe("wrong");
  });
});

describe("model", () => {
  const location = { bucket: "models", key: "a/b.pt" };
  const explained = (facts: Omit<Parameters<typeof explainStored>[0], "location">) =>
    shown(explainStored({ location, ...facts }, "model_location"));
  test("found", () => {
    expect(explained({ found: "object", bytes: 1500 })).toEqual(["ok", "s3://models/a/b.pt, 1.5 kB"]);
  });
  test.each([
    [{ found: "no bucket" as const }, "there is no bucket models"],
    [{ found: "nothing" as const }, "there is nothing at s3://models/a/b.pt"],
    [{ found: "object" as const, bytes: 0 }, "s3://models/a/b.pt is empty"],
  ])("%j is wrong", (facts, says) => {
    expect(explained(facts).slice(0, 2)).toEqual(["wrong", says]);
  });
  test("missing: the folder to look in", () => {
    expect(explained({ found: "nothing" }).at(-1)).toBe("aws s3 ls s3://models/a/");
  });
  test("encrypted with a key that the worker may not be allowed to use", () => {
    const kmsKey = "arn:aws:kms:us-west-2:123456789012:key/1";
    expect(explained({ found: "object", bytes: 5, kmsKey })).toEqual([
      "ok",
      "s3://models/a/b.pt, 5 bytes",
      expect.stringContaining("kms:Decrypt"),
    ]);
  });
});

test("machine image", () => {
  expect(explainMachineImage({ imageId: "ami-1", rootGib: 30 }, { spec }).mark).toBe("ok");
  expect(explainMachineImage({ imageId: "ami-1" }, { spec }).mark).toBe("ok");
  expect(explainMachineImage({ imageId: "ami-1", rootGib: 120 }, { spec })).toEqual({
    mark: "wrong",
    says: "ami-1 needs a root volume of 120 GiB; the model's has 100: no instance can start",
    advice: "Set BlockDeviceVolumeGBRoot to 120 or more.",
  });
  expect(explainMachineImage({}, { spec }).mark).toBe("wrong");
});

test("disk key", () => {
  const key = "arn:aws:kms:us-west-2:123456789012:key/1";
  expect(explainDiskKey({ key: "alias/aws/ebs" }, plan).mark).toBe("ok");
  expect(explainDiskKey({ key, autoScalingMayUseIt: true }, plan).mark).toBe("ok");
  expect(explainDiskKey({ key, autoScalingMayUseIt: false }, plan).mark).toBe("wrong");
  expect(explainDiskKey({ key }, plan).mark).toBe("unknown");
});

describe("network", () => {
  const own = (vpcs: number, hasOwn = false) => explainNetwork({ vpcs, granted: 5, hasOwn }, { spec }).mark;
  test("of its own", () => {
    expect([own(4), own(5), own(5, true)]).toEqual(["ok", "wrong", "ok"]);
  });

  const existing = { ...spec, network: { kind: "name", vpcName: "research" } as const };
  const subnets = [{ id: "subnet-1", zone: "us-west-2a", public: true }];
  test.each([
    [{ found: [], subnets: [], offered: [] }, "wrong", "there is no VPC named research"],
    [{ found: ["vpc-1", "vpc-2"], subnets: [], offered: [] }, "wrong", "2 VPCs are named research"],
    [{ found: ["vpc-1"], subnets, offered: ["us-west-2b"] }, "wrong", "no subnet of vpc-1 lies in a zone"],
    [{ found: ["vpc-1"], subnets, offered: ["us-west-2a"] }, "ok", "vpc-1 with 1 subnet"],
  ])("existing: %j is %s", (facts, mark, says) => {
    expect(explainNetwork(facts, { spec: existing })).toMatchObject({
      mark,
      says: expect.stringContaining(says) as string,
    });
  });
});

test("names of queues and buckets", () => {
  const finding = (...owners: ("nobody" | "this model" | "another" | "unseen")[]) =>
    explainOwners(
      "queue",
      owners.map((owner, index) => ({ name: `q${index}`, owner })),
      (names) => `Delete ${names.join()}.`,
    );
  expect(finding("nobody", "nobody")).toEqual({ mark: "ok", says: "q0, q1: free" });
  expect(finding("this model", "this model")).toEqual({ mark: "ok", says: "q0, q1: this model's" });
  expect(finding("this model", "another")).toMatchObject({ mark: "wrong", advice: "Delete q1." });
  expect(finding("nobody", "unseen").mark).toBe("unknown");
});

test("the stack's name", () => {
  const mark = (cluster: "nobody" | "this model" | "another", cloudFormationStack: typeof cluster) =>
    explainEarlier({ cluster, cloudFormationStack }, { spec }).mark;
  expect(mark("nobody", "nobody")).toBe("ok");
  expect(mark("this model", "this model")).toBe("ok");
  expect(mark("another", "nobody")).toBe("wrong");
  expect(mark("nobody", "another")).toBe("wrong");
});

test("state", () => {
  expect(explainState({}, plan).mark).toBe("ok");
  expect(explainState({ bucket: "state", region: "us-west-2" }, plan).mark).toBe("ok");
  expect(explainState({ bucket: "state" }, plan).mark).toBe("wrong");
  expect(explainState({ bucket: "state", region: "eu-west-1" }, plan)).toMatchObject({
    mark: "wrong",
    says: "the bucket state is in eu-west-1, but cdktf.json's region is us-west-2",
  });
});
