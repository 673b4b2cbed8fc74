import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { spawn } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { reach } from "./account";
import type { Outcome } from "./command";
import { describeDeploying } from "./needs";
import { makeProject, type UserProject } from "./project";
import { usualStateBucket } from "./state";

/** A user that neither this machine nor the image knows, as with `docker run --user`; only root can become one. */
const stranger = process.getuid?.() === 0 ? { uid: 4242, gid: 4242 } : {};

describeDeploying("the image's entry point, run as `docker run` does", () => {
  let emulator: Emulator;
  let project: UserProject;
  /** The user's folder, which is mounted as /data. */
  let data: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    project = makeProject(emulator, { models: ["Megadetector"], context: { stateBucket: undefined } });
    data = mkdtempSync(path.join(os.tmpdir(), "data-"));
    cpSync(path.join(project.folder, "models/Megadetector.yaml"), path.join(data, "megadetector.yaml"));
    cpSync(path.join(project.folder, "cdktf.json"), path.join(data, "cdktf.json"));
    if (stranger.uid !== undefined) for (const folder of [data, project.folder]) give(folder);
  });
  afterAll(async () => {
    (project as UserProject | undefined)?.remove();
    if ((data as string | undefined) !== undefined) rmSync(data, { recursive: true });
    await (emulator as Emulator | undefined)?.stop();
  });

  const yaml = () => path.join(data, "megadetector.yaml");
  const stacks = (...names: string[]) => path.join(data, "stacks", ...names);
  const run = (words: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
    const [program = "", ...first] = entryPoint();
    const env = { ...project.environment, HOME: path.join(data, "home"), CDKTF_HOME: "/tmp/cdktf", ...environment };
    return ended(program, [...first, ...words], { cwd: data, env, ...stranger });
  };

  /** Ids of all that the stack's state knows. */
  const known = async () => {
    const s3 = new S3Client({ ...reach(emulator), forcePathStyle: true });
    const at = { Bucket: usualStateBucket, Key: "elastic-models/Megadetector.tfstate" };
    const { resources } = JSON.parse(
      (await (await s3.send(new GetObjectCommand(at))).Body?.transformToString()) ?? "",
    ) as {
      resources: { mode: string; type: string; name: string; instances: { attributes: { id: string } }[] }[];
    };
    return resources
      .filter(({ mode }) => mode === "managed")
      .map(({ type, name, instances }) => `${type}.${name} ${instances.map(({ attributes }) => attributes.id).join()}`)
      .sort();
  };

  test("without its two arguments it says how it is called", async () => {
    for (const words of [[], [yaml()], [yaml(), stacks("m"), "more"]]) {
      const { status, stderr } = await run(words);
      expect(stderr).toMatch(/^usage: docker run -v "\$PWD":\/data/);
      expect(status).toBe(2);
    }
    expect((await run(["--help"])).status).toBe(0);
  });

  test("a YAML that is not there was not mounted", async () => {
    const { status, stderr } = await run(["/data/megadetector.yaml", stacks("m")]);
    expect(stderr).toMatch(/^error: there is no \/data\/megadetector.yaml inside the container\nMount the folder/);
    expect(status).toBe(1);
  });

  test("a mistake in the YAML is named in the file that the user knows", async () => {
    const bad = path.join(data, "bad.yaml");
    writeFileSync(bad, readFileSync(yaml(), "utf8").replace("FleetSize", "FleetSiz"));
    const { status, stderr } = await run([bad, stacks("m")]);
    expect(stderr).toMatch(
      /^error: fix this first:\n {2}\/\S+\/bad\.yaml:6:1 {2}FleetSiz is not a known key; did you mean `FleetSize`\?/,
    );
    expect(status).toBe(1);
  });

  test("a folder that cannot be written to is noticed before anything is deployed", async () => {
    const { status, stderr } = await run([yaml(), path.join(yaml(), "stacks")]);
    expect(stderr).toContain("nothing was deployed\nRun the container as yourself: docker run --user");
    expect(status).toBe(1);
  });

  test("what the container's user may not read is named, with the way out", async () => {
    const only = (file: string, text: string) => {
      writeFileSync(path.join(data, file), text, { mode: 0o000 });
      return path.join(data, file);
    };
    const AWS_SHARED_CREDENTIALS_FILE = only("own-credentials", "[default]\n");
    const credentials = await run([yaml(), stacks("m")], { AWS_SHARED_CREDENTIALS_FILE });
    const model = await run([only("own.yaml", "StackName: Own\n"), stacks("m")]);
    for (const { stderr } of [credentials, model]) {
      expect(stderr).toMatch(
        /^error: \S+\/own\S* cannot be read by the user that the container runs as, \d+\nRun the/m,
      );
      expect(stderr).not.toContain("mistake of the program");
    }
    expect([credentials.status, model.status]).toEqual([3, 1]);
  });

  test("missing credentials, and a folder that docker made in their place, are told apart", async () => {
    const none = await run([yaml(), stacks("m")], { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined });
    expect(none.stderr).toContain("error: there are no AWS credentials");
    expect(none.stderr).toContain(`-v "$HOME"/.aws/credentials:${path.join(data, "home")}/.aws/credentials`);

    const AWS_SHARED_CREDENTIALS_FILE = path.join(data, "credentials");
    mkdirSync(AWS_SHARED_CREDENTIALS_FILE);
    const folder = await run([yaml(), stacks("m")], { AWS_SHARED_CREDENTIALS_FILE });
    expect(folder.stderr).toContain("the file that was to be mounted there does not exist on your machine");
    expect([none.status, folder.status]).toEqual([3, 3]);
  });

  test("it makes the state bucket, deploys, and saves the outputs in the folder that was named", async () => {
    const { status, stdout, stderr } = await run([yaml(), stacks("megadetector")]);
    expect(stderr).toContain(`Terraform's state goes to the bucket ${usualStateBucket}, which is made now:`);
    expect([status, status === 0 || stdout + stderr]).toEqual([0, true]);
    expect(JSON.parse(readFileSync(stacks("megadetector", "outputs.json"), "utf8"))).toMatchObject({
      cluster: "Megadetector",
      video_queue: "Megadetector-video.fifo",
    });
    expect(await known()).toContain("aws_ecs_cluster.cluster arn:aws:ecs:us-west-2:123456789012:cluster/Megadetector");
  });

  test("a second run, in another container, finds that state and makes nothing anew", async () => {
    rmSync(stacks("megadetector"), { recursive: true });
    const before = await known();
    const { status, stderr } = await run([yaml(), stacks("megadetector")]);
    expect(stderr).not.toContain("which is made now");
    expect(status).toBe(0);
    expect(await known()).toEqual(before);
    expect(existsSync(stacks("megadetector", "outputs.json"))).toBe(true);
  });
});

/** What the image runs, with its paths where they are on this machine. */
function entryPoint(): readonly string[] {
  const dockerfile = readFileSync(path.join(projectFolder(), "container/Dockerfile"), "utf8");
  const words = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? "[]") as string[];
  return words.map((word) => word.replace(/^\/app/, projectFolder()));
}

function give(folder: string): void {
  chownSync(folder, stranger.uid ?? 0, stranger.gid ?? 0);
}

interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

function ended(program: string, words: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { ...surroundings, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status: status ?? 1, stdout, stderr }));
  });
}
