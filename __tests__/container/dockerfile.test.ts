import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const dockerfile = readFileSync(join(root, "container/Dockerfile"), "utf8");
/** One instruction a line, comments left out. */
const instructions = dockerfile
  .replace(/^#.*\n/gm, "")
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line.trim() !== "");
const last = (name: string) => instructions.filter((line) => line.startsWith(`${name} `)).at(-1) ?? "";

test("the image runs as a user who is not root, whose home is where the earlier tool's call mounts credentials", () => {
  expect(last("USER")).toBe("USER docker_user");
  expect(instructions.indexOf(last("USER"))).toBeLessThan(instructions.indexOf(last("ENTRYPOINT")));
  expect(last("ENV")).toMatch(/\bHOME=\/home\/docker_user\b/);
});

test("the entry point is a file of this project", () => {
  const [node, launcher = "", entry = ""] = JSON.parse(last("ENTRYPOINT").replace("ENTRYPOINT ", "")) as string[];
  expect(node).toBe("node");
  expect(existsSync(join(root, launcher.replace("/app/", "")))).toBe(true);
  expect(existsSync(join(root, entry))).toBe(true);
});

test("Terraform is of one version, which the stacks accept, and is checked against its published sums", () => {
  const [, minor] = /TERRAFORM_VERSION=1\.(\d+)\.\d+$/m.exec(dockerfile) ?? [];
  expect(Number(minor)).toBeGreaterThanOrEqual(10);
  expect(dockerfile).toContain("sha256sum -c -");
});

test("Terraform looks for the provider where the image has it, and nowhere else", () => {
  const [, folder = ""] = /-fs-mirror=(\S+)/.exec(last("ENV")) ?? [];
  const configuration = readFileSync(join(root, "container/terraform.rc"), "utf8");
  expect(configuration).toContain(`path = "${folder}"`);
  expect(configuration).not.toContain("direct");
  expect(dockerfile).toContain(`COPY --from=build ${folder} ${folder}`);
});

test("no secret and nothing of a user's is in it", () => {
  expect(dockerfile).not.toMatch(/AWS_(ACCESS|SECRET|SESSION)/);
  const ignored = readFileSync(join(root, ".dockerignore"), "utf8").split("\n");
  expect(ignored).toEqual(expect.arrayContaining([".git", ".state", "stacks", "cdktf.out", "node_modules"]));
});
