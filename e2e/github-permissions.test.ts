import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { furnish } from "./account";
import { iamActionOf } from "./iam-action";
import { describeDeploying } from "./needs";
import { makeProject, type UserProject } from "./project";
import { startProxy, type Proxy } from "./proxy";

/** Who is asked may always answer: the action needs no permission ("GetCallerIdentity"). */
const FREE = "sts:GetCallerIdentity";

// What the real provider and S3 backend call, told by a proxy, is in the policies of the roles that GitHub's jobs have.
describeDeploying("the roles of GithubAccess allow what Terraform calls", () => {
  let emulator: Emulator;
  let proxy: Proxy;
  let project: UserProject;
  let called: Set<string>;

  beforeAll(async () => {
    emulator = await startEmulator();
    await furnish(emulator);
    proxy = await startProxy((incoming, body) => {
      called.add(iamActionOf(incoming, body));
      return { to: emulator.endpoint };
    });
    project = makeProject(emulator, {
      models: ["Benthic", "Segmenter"],
      context: { repository: "marine-lab/models" },
      environment: { AWS_ENDPOINT_URL: proxy.endpoint },
    });
    // With an image repository, shells and a network of its own: most of what a stack can have.
    change((text) => text.replace(/^Network:\n {2}VpcName: .*\n/m, ""));
    await project.cdktf("synth");
  });
  beforeEach(() => (called = new Set([FREE])));
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    await (proxy as Proxy | undefined)?.stop();
    await (emulator as Emulator | undefined)?.stop();
  });

  const change = (how: (yaml: string) => string) => {
    const yaml = path.join(project.folder, "models", "Benthic.yaml");
    writeFileSync(yaml, how(readFileSync(yaml, "utf8")));
  };
  /** Actions that the policies of GithubAccess at these addresses allow. */
  const allowed = (...addresses: readonly string[]) => {
    const file = path.join(project.folder, "cdktf.out", "stacks", "GithubAccess", "cdk.tf.json");
    const { resource } = JSON.parse(readFileSync(file, "utf8")) as {
      resource: Record<string, Record<string, { policy: string }>>;
    };
    return addresses.flatMap((address) => {
      const [type = "", name = ""] = address.split(".");
      const { Statement } = JSON.parse(resource[type]?.[name]?.policy ?? "{}") as {
        Statement: { Effect: string; Action: string | string[] }[];
      };
      return Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action);
    });
  };
  const reading = () => allowed("aws_iam_role_policy.plan_policy");
  const writing = () => [
    ...allowed("aws_iam_role_policy.deploy_policy"),
    ...allowed(
      "aws_iam_policy.deploy_deploy",
      "aws_iam_policy.deploy_tagged",
      "aws_iam_policy.deploy_network",
      "aws_iam_policy.deploy_identity",
      "aws_iam_policy.deploy_serving",
    ),
  ];
  const missing = (permissions: readonly string[]) =>
    [...called].filter((action) => action !== FREE && !permissions.includes(action)).sort();
  const terraform = (...words: string[]) => project.terraform("Benthic", words, [0, 2]);

  test("a first deploy", async () => {
    await terraform("init");
    await terraform("apply", "-auto-approve");
    expect(called.size).toBeGreaterThan(60);
    expect(missing(writing())).toEqual([]);
  });

  test("a plan without a lock, of a change in size, tags, image and people", async () => {
    change(
      (text) =>
        `${text.replace(/^(Comment|FleetSize):.*\n/gm, "")}
Comment: another text
FleetSize: 7
BlockDeviceVolumeGBRoot: 150
NotifyEmail: lab@example.org
`,
    );
    await project.cdktf("synth");
    const { status } = await terraform("plan", "-lock=false", "-detailed-exitcode");
    expect(status).toBe(2);
    expect(missing(reading())).toEqual([]);
  });

  test("the deploy of that change", async () => {
    await terraform("apply", "-auto-approve");
    expect(missing(writing())).toEqual([]);
  });

  test("a served model's first deploy, and a plan of it", async () => {
    const served = (...words: string[]) => project.terraform("Segmenter", words, [0, 2]);
    await served("init");
    await served("apply", "-auto-approve");
    expect(missing(writing())).toEqual([]);
    called = new Set([FREE]);
    await served("plan", "-lock=false");
    expect(missing(reading())).toEqual([]);
  });
});
