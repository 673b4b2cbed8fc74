import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { marker } from "../review/comment";

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly concurrency?: { readonly "cancel-in-progress": boolean };
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly if?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}
interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(__dirname, "..", ".github", "workflows");
const files = readdirSync(folder);
const text = (file: string) => readFileSync(join(folder, file), "utf8");
const workflow = (file: string) => parse(text(file)) as Workflow;
const jobs = (file: string) => Object.entries(workflow(file).jobs);

describe.each(files)("%s", (file) => {
  test("pins each action to a commit and says its version", () => {
    for (const line of text(file)
      .split("\n")
      .filter((line) => line.includes("uses:"))) {
      expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    }
  });

  test("grants by job, and never more than reading to a whole workflow", () => {
    expect(Object.values(workflow(file).permissions ?? { missing: "write" }).every((right) => right === "read")).toBe(
      true,
    );
  });

  test("knows no secret, and puts nothing that others write into a script", () => {
    expect(text(file)).not.toContain("secrets.");
    for (const [, job] of jobs(file)) {
      for (const { run = "" } of job.steps) expect(run).not.toContain("${{");
    }
  });

  test("leaves no token behind for the code that runs later", () => {
    const checkouts = jobs(file).flatMap(([, job]) =>
      job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")),
    );
    expect(checkouts.length).toBeGreaterThan(0);
    for (const step of checkouts) expect(step.with?.["persist-credentials"]).toBe(false);
  });
});

test("a pull request runs without the rights of the repository's own branch", () => {
  expect(workflow("plan.yml").on).toBe("pull_request");
});

test("the job that runs a pull request's code writes nothing, the job that writes runs none of it", () => {
  const { plan, comment, "without-aws": fork } = workflow("plan.yml").jobs;
  expect(plan?.permissions).toEqual({ contents: "read", "id-token": "write" });
  expect(fork?.permissions).toEqual({ contents: "read" });
  expect(comment?.permissions).toEqual({ "pull-requests": "write" });
  expect(comment?.steps.some(({ uses = "", run = "" }) => uses.includes("checkout") || /\.\/model|npm/.test(run))).toBe(
    false,
  );
});

test("the comment is found by the line that the review begins with", () => {
  expect(text("plan.yml")).toContain(`startswith("${marker}")`);
});

test("a deploy waits for approval, never breaks off, and applies only what it planned itself", () => {
  const { deploy } = workflow("deploy.yml").jobs;
  expect(deploy?.environment).toBe("production");
  expect(deploy?.concurrency?.["cancel-in-progress"]).toBe(false);
  const scripts = deploy?.steps.map(({ run = "" }) => run).join("\n") ?? "";
  expect(scripts.indexOf("--reviewed")).toBeGreaterThan(-1);
  expect(scripts.indexOf("apply")).toBeGreaterThan(scripts.indexOf("--reviewed"));
  // What the job downloads was made on main, in the same run.
  expect(
    deploy?.steps.filter(({ uses }) => uses?.includes("download-artifact")).map((step) => step.with?.name),
  ).toEqual(["planned-on-main"]);
});

test("what is no plan fails its job, also when the command was killed", () => {
  for (const file of ["plan.yml", "deploy.yml"]) {
    for (const [, { steps }] of jobs(file)) {
      for (const { run = "" } of steps.filter(({ run = "" }) => run.includes("|| status=$?")))
        expect(run).toContain('case "$status" in 0 | 2 | 3) ;; *) exit "$status" ;; esac');
    }
  }
});

test("the pictures that the days draw are kept, also of a run that failed", () => {
  const { steps = [] } = workflow("e2e.yml").jobs.e2e ?? {};
  const kept = steps.at(-1);
  expect(steps.some(({ run }) => run === "npm run e2e")).toBe(true);
  expect(kept?.uses).toMatch(/^actions\/upload-artifact@/);
  expect([kept?.if, kept?.with?.path]).toEqual(["always()", "day/*.svg"]);
});
