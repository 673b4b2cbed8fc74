import { explainCertificate } from "../../../operate/check/certificate";
import { servedChecksFor } from "../../../operate/check/checks";
import { explainFargateQuota } from "../../../operate/check/fargate-quota";
import { explainImage } from "../../../operate/check/image";
import { explainServedNetwork } from "../../../operate/check/served-network";
import type { NetworkSpec, ServeSpec } from "../../../models/format/spec";
import { sampleGpus, sampleServed } from "../../constructs/sample";

const spec = sampleServed();
const subjects = (...of: Parameters<typeof sampleServed>) =>
  servedChecksFor(sampleServed(...of)).map(({ subject }) => subject);

describe("what is looked at", () => {
  test("on Fargate", () => {
    expect(subjects()).toEqual(["name", "state", "network", "buckets", "Fargate quota", "image"]);
  });

  test("on GPUs, all that a fleet needs", () => {
    expect(subjects({ compute: sampleGpus })).toEqual([
      ...["name", "state", "network", "buckets"],
      ...["GPU quota", "instance types", "machine image", "disk key"],
      "image",
    ]);
  });

  test("what the YAML names besides", () => {
    const named = {
      modelLocation: { bucket: "models", key: "m.pt" },
      monthlyBudgetUsd: 100,
      notifyEmail: "a@example.org",
    };
    const all = subjects(named, { certificateArn: "arn:aws:acm:us-west-2:123456789012:certificate/0a" });
    expect(all.filter((subject) => !subjects().includes(subject))).toEqual(["certificate", "model", "budget"]);
  });
});

describe("certificate", () => {
  const of = { arn: "arn:aws:acm:us-west-2:123456789012:certificate/0a", domains: ["model.example.org"], records: [] };
  const plan = { spec };

  test("one that is issued is good until its end", () => {
    const expires = new Date("2027-03-01T12:00:00Z");
    expect(explainCertificate({ ...of, status: "ISSUED", expires }, plan)).toEqual({
      mark: "ok",
      says: "issued for model.example.org, until 2027-03-01",
    });
  });

  test("one that waits says what has to be put into the DNS", () => {
    const records = ["_a.model.example.org. CNAME _b.acm-validations.aws."];
    expect(explainCertificate({ ...of, status: "PENDING_VALIDATION", records }, plan)).toEqual({
      mark: "wrong",
      says: "the certificate for model.example.org is not issued yet: ACM waits for proof that the domain is yours",
      advice: `Add to the domain's DNS, and wait some minutes:\n${records[0]}`,
    });
    expect(explainCertificate({ ...of, status: "PENDING_VALIDATION" }, plan).advice).toContain("mail");
  });

  test.each(["EXPIRED", "FAILED", "REVOKED", "VALIDATION_TIMED_OUT", "INACTIVE"])("%s cannot be used", (status) => {
    expect(explainCertificate({ ...of, status }, plan)).toMatchObject({
      mark: "wrong",
      advice: expect.stringContaining("aws acm request-certificate --domain-name model.example.org") as string,
    });
  });

  test("one that is not there", () => {
    expect(explainCertificate(of, plan).mark).toBe("wrong");
  });
});

describe("Fargate quota, in vCPUs", () => {
  const quarter = { kind: "fargate", cpuUnits: 256, memoryMib: 512 } as const;
  test.each([
    [3, "ok", "MaxTasks 6 × 0.25 vCPU needs 1.5 vCPUs"],
    [2, "ok", "needs 1.5 vCPUs"],
    [1, "wrong", "at most 4 tasks can run"],
    [0, "wrong", "no task can run"],
  ])("%d", (granted, mark, says) => {
    const finding = explainFargateQuota(granted, quarter, { spec });
    expect(finding).toMatchObject({ mark, says: expect.stringContaining(says) as string });
    expect(finding.advice?.includes("A deployment") ?? false).toBe(granted === 2);
  });
});

describe("network of a VPC that exists", () => {
  const subnet = (id: string, zone: string, isPublic: boolean) => ({ id, zone: `us-west-2${zone}`, public: isPublic });
  const [a, b, privateB, privateC] = [
    subnet("a", "a", true),
    subnet("b", "b", true),
    subnet("pb", "b", false),
    subnet("pc", "c", false),
  ];
  const look = (
    subnets: readonly ReturnType<typeof subnet>[],
    { network = { kind: "default" }, serve = {} }: { network?: NetworkSpec; serve?: Partial<ServeSpec> } = {},
  ) =>
    explainServedNetwork(
      { found: ["vpc-1"], subnets, offered: subnets.map(({ zone }) => zone) },
      { spec: sampleServed({ network }, serve) },
    );

  test("two zones with public subnets, in all of which tasks run", () => {
    expect(look([a, b])).toEqual({
      mark: "ok",
      says: "vpc-1 with 2 subnets for tasks, and the load balancer in 2 zones",
    });
  });

  test("no subnet, or too few zones for a load balancer", () => {
    expect(look([])).toMatchObject({ mark: "wrong", says: "vpc-1 has no subnet" });
    expect(look([a, privateB])).toMatchObject({
      mark: "wrong",
      says: "the load balancer needs a subnet that gives public addresses in each of two zones; vpc-1 has 1 such zone",
    });
  });

  test("an internal one needs no public subnets, and named subnets are taken as they are", () => {
    expect(look([a, privateB], { serve: { internal: true } }).mark).toBe("ok");
    expect(look([a, privateB], { network: { kind: "default", subnetIds: ["a", "pb"] } }).mark).toBe("ok");
  });

  test("tasks in a zone that the load balancer does not reach", () => {
    expect(look([a, b, privateC])).toMatchObject({
      mark: "wrong",
      says: "tasks would run in us-west-2c, where the load balancer has no subnet and cannot reach them",
    });
  });

  describe("with subnets in Local Zones", () => {
    const [inLosAngeles, inPhoenix] = [subnet("la", "-lax-1a", true), subnet("ph", "-phx-2a", true)];
    const lax = inLosAngeles.zone;
    const gpusIn = (subnets: readonly (typeof a)[], network: NetworkSpec) =>
      explainServedNetwork(
        { found: ["vpc-1"], subnets, offered: subnets.map(({ zone }) => zone) },
        { spec: sampleServed({ network, compute: sampleGpus }) },
      );

    test("the load balancer and tasks on Fargate stay out of them", () => {
      expect(look([a, b, inLosAngeles])).toEqual(look([a, b]));
    });

    test("they are no second zone for the load balancer", () => {
      expect(look([a, inLosAngeles])).toEqual({
        mark: "wrong",
        says: "the load balancer needs a subnet that gives public addresses in each of two zones; vpc-1 has 1 such zone",
        advice:
          "A Local Zone does not count beside availability zones. Name other subnets with Network.SubnetIds, or another VPC, or write Internal: true.",
      });
    });

    test("instances, or named subnets, would put tasks there, out of the load balancer's reach", () => {
      const wrong = {
        mark: "wrong",
        says: `tasks would run in ${lax}, where the load balancer has no subnet and cannot reach them`,
        advice:
          "A Local Zone does not count beside availability zones. Name the subnets to use with Network.SubnetIds.",
      };
      const all = [a, b, inLosAngeles];
      expect(gpusIn(all, { kind: "default" })).toEqual(wrong);
      expect(look(all, { network: { kind: "default", subnetIds: ["a", "b", "la"] } })).toEqual(wrong);
      expect(gpusIn(all, { kind: "default", subnetIds: ["a", "b"] }).mark).toBe("ok");
    });

    test("alone, they are of one type; they have no Fargate", () => {
      expect(gpusIn([inLosAngeles, inPhoenix], { kind: "default" }).mark).toBe("ok");
      expect(look([inLosAngeles, inPhoenix])).toMatchObject({
        mark: "wrong",
        says: "no subnet of vpc-1 lies in a zone that has Fargate",
      });
    });
  });

  test("instance types leave zones out", () => {
    const facts = { found: ["vpc-1"], subnets: [a, b, privateC], offered: ["us-west-2a"] };
    const onGpus = sampleServed({ network: { kind: "default" }, compute: sampleGpus });
    expect(explainServedNetwork(facts, { spec: onGpus })).toMatchObject({
      mark: "ok",
      says: "vpc-1 with 1 subnet for tasks, and the load balancer in 2 zones",
    });
  });
});

test("an image in a repository that the deploy makes: tasks are started again after the push", () => {
  const own = sampleServed({ containerImage: ":1.0.0", repository: { name: "team/recommender", keepImages: 10 } });
  const image = { account: "123456789012", region: "us-west-2", repository: "team/recommender", imageId: {} };
  expect(explainImage({ image, found: "no repository", own: "nobody" }, { spec: own }).advice).toContain(
    "docs/serve.md",
  );
});
