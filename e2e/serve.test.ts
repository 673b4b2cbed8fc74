import { DescribeAutoScalingGroupsCommand, AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from "@aws-sdk/client-ecs";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { grantsOf, made, managed, statementsOf } from "../__tests__/constructs/github/made";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish, reach } from "./account";
import { iamActionOf } from "./iam-action";
import { describeDeploying } from "./needs";
import { applyPlan, plan } from "./plan";
import { makeProject, type UserProject } from "./project";
import { startProxy, type Proxy } from "./proxy";

/** One on Fargate in a VPC of its own, one on GPUs inside a VPC that exists. */
const models = ["Recommender", "Segmenter"] as const;
type Model = (typeof models)[number];

// One life of two stacks, told from beginning to end: each test goes on from where the one before it has ended.
describeDeploying("served models, with the real cdktf and provider", () => {
  let emulator: Emulator;
  let project: UserProject;
  let proxy: Proxy;
  /** IAM actions of what Terraform has called. */
  const called = new Set<string>();

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    proxy = await startProxy((incoming, body) => {
      if (/terraform/i.test(incoming.headers["user-agent"] ?? "")) called.add(iamActionOf(incoming, body));
      return { to: emulator.endpoint };
    });
    project = makeProject(emulator, { models, environment: { AWS_ENDPOINT_URL: proxy.endpoint } });
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (proxy as Proxy | undefined)?.stop();
    await (emulator as Emulator | undefined)?.stop();
  });

  const ecs = () => new ECSClient(reach(emulator));
  const service = async (model: Model) =>
    (await ecs().send(new DescribeServicesCommand({ cluster: model, services: [model] }))).services?.[0];
  const plans = () => Promise.all(models.map((model) => plan(project, model)));
  const change = (model: Model, from: string, to: string) => {
    const file = path.join(project.folder, "models", `${model}.yaml`);
    const text = readFileSync(file, "utf8");
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to));
  };
  const well = async (...words: string[]) => {
    const { status, stdout, stderr } = await project.model(...words);
    expect([status, status === 0 || stdout + stderr]).toEqual([0, true]);
    return stdout + stderr;
  };

  test("they are deployed, and say where they answer", async () => {
    await Promise.all(models.map((model) => well("deploy", model, "--auto-approve")));
    const outputs = JSON.parse((await project.model("outputs", "Recommender", "--json")).stdout) as Record<
      string,
      string
    >;
    expect(outputs["load_balancer_url"]).toBe(`http://${outputs["load_balancer_dns_name"]}`);
    expect(await service("Recommender")).toMatchObject({ desiredCount: 2, launchType: "FARGATE", status: "ACTIVE" });
    expect(await service("Segmenter")).toMatchObject({
      desiredCount: 1,
      capacityProviderStrategy: [{ capacityProvider: "Segmenter-fleet", weight: 1 }],
    });
  });

  test("a second plan is empty", async () => expect(await plans()).toEqual([[], []]));

  test("a plan is empty while scaling has asked for more tasks, and ECS for more instances", async () => {
    for (const model of models)
      await ecs().send(new UpdateServiceCommand({ cluster: model, service: model, desiredCount: 4 }));
    expect(await plans()).toEqual([[], []]);
  });

  test("another image and other settings change the service in place, and not how many tasks run", async () => {
    change("Recommender", "recommender:1.0.0", "recommender:1.1.0");
    change("Recommender", "HealthCheckPath: /health", "HealthCheckPath: /ready");
    change("Recommender", "MaxTasks: 6", "MaxTasks: 8");
    await project.model("synth");
    const changes = await plan(project, "Recommender");
    expect(changes.filter((line) => line.startsWith("aws_"))).toEqual([
      "aws_appautoscaling_target.scaling will be updated in-place",
      "aws_ecs_service.service will be updated in-place",
      // A new revision; ECS replaces the tasks of the old one, one after the other.
      "aws_ecs_task_definition.service_task-definition must be replaced",
      "aws_lb_target_group.balancer_targets will be updated in-place",
    ]);
    expect(changes.join("\n")).not.toContain("desired_count");
    await applyPlan(project, "Recommender");
    expect(await plan(project, "Recommender")).toEqual([]);
    expect((await service("Recommender"))?.desiredCount).toBe(4);
  });

  test("with a certificate HTTP is sent on to HTTPS", async () => {
    const arn = await requestCertificate(emulator);
    change("Recommender", "Serve:\n", `Serve:\n  Certificate: ${arn}\n`);
    await project.model("synth");
    expect((await plan(project, "Recommender")).filter((line) => line.startsWith("aws_"))).toEqual([
      "aws_lb_listener.balancer_http will be updated in-place",
      "aws_lb_listener.balancer_https will be created",
      "aws_ssm_parameter.outputs_parameter will be updated in-place",
      "aws_vpc_security_group_ingress_rule.access_from-192-0-2-0-24-443 will be created",
    ]);
    await applyPlan(project, "Recommender");
    expect(await plan(project, "Recommender")).toEqual([]);
    expect((await project.model("outputs", "Recommender")).stdout).toMatch(/load_balancer_url +https:/);
  });

  test("GitHub's roles may do all that Terraform has called, up to a destroy, which is for a person", () => {
    const plans = statementsOf(made.resource.aws_iam_role_policy?.deploy_policy?.policy);
    const written = Object.keys(made.resource.aws_iam_policy ?? {}).filter((name) => name.startsWith("deploy_"));
    const may = new Set(grantsOf([...plans, ...written.flatMap(managed)]).map(([, action]) => action));
    expect(called.size).toBeGreaterThan(60);
    // Who is asked may always answer: GetCallerIdentity needs no permission.
    expect([...called].filter((action) => action !== "sts:GetCallerIdentity" && !may.has(action)).sort()).toEqual([]);
  });

  test("destroy says what goes, and leaves no service, no group and no bucket", async () => {
    const [said] = await Promise.all(models.map((model) => well("destroy", model, "--auto-approve")));
    expect(said).toContain("load balancer, tasks, cluster, roles and all logs");
    const groups = await new AutoScalingClient(reach(emulator)).send(new DescribeAutoScalingGroupsCommand({}));
    expect(groups.AutoScalingGroups).toEqual([]);
    for (const model of models) {
      const { stdout } = await project.terraform(model, ["state", "list"]);
      expect(stdout).toBe("");
    }
  });
});

/** ACM's own client would be 2 MB for this one call. */
async function requestCertificate({ endpoint }: Emulator): Promise<string> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-west-2/acm/aws4_request",
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "CertificateManager.RequestCertificate",
    },
    body: JSON.stringify({ DomainName: "model.example.org" }),
  });
  return ((await response.json()) as { CertificateArn: string }).CertificateArn;
}
