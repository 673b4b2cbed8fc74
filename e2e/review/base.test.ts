import type { Repository } from "../../__tests__/cli/plan/repository";
import { model, patch, projectCopy } from "./project-copy";

// What differs from the base, found without AWS.

const megadetector = `StackName: Megadetector
TaskDefinition: detector
ContainerImage: 123456789012.dkr.ecr.us-west-2.amazonaws.com/detector:1.0.0
FleetSize: 2
model_location: s3://lab-models/Megadetector.pt
track_config: s3://lab-models/track.yaml
`;
const midwater = megadetector.replace(/Megadetector/g, "Midwater");

describe("what differs from the base", () => {
  let repository: Repository;
  beforeAll(() => {
    repository = projectCopy(
      { region: "us-west-2", statePrefix: "lab" },
      { Megadetector: megadetector, Midwater: midwater },
    );
  });
  afterAll(() => repository.remove());
  beforeEach(() => {
    repository.git("checkout", "--quiet", "--force", "main");
    repository.git("clean", "--quiet", "--force", "-d");
    repository.git("checkout", "--quiet", "-B", "mine");
  });
  const compare = (...words: string[]) =>
    model(repository, process.env, "plan", "--no-aws", "--base", "main", ...words);

  test("a model's change affects its stack alone", async () => {
    patch(repository, "models/Midwater.yaml", "FleetSize: 2", "FleetSize: 5");
    repository.commit("more");
    const { status, stdout } = await compare();
    expect(stdout).toMatch(/1 stack differs from main at [0-9a-f]{7}; 1 is the same and not planned\./);
    expect(stdout).toMatch(/Midwater: the stack differs, not planned\n[^]*-\s+max_size: 2\n\s+\+\s+max_size: 5\n/);
    expect(status).toBe(2);
  });

  test("a change in shared code that alters no stack affects none", async () => {
    patch(
      repository,
      "constructs/queues/queues.ts",
      "/** SQS's longest. */",
      "/** The longest that SQS keeps a message. */",
    );
    repository.commit("words");
    const { status, stdout } = await compare();
    expect(stdout).toContain("No stack differs from main");
    expect(status).toBe(0);
  });

  test("a change in shared code that alters all stacks affects all", async () => {
    patch(repository, "constructs/queues/queues.ts", "14 * 24 * 60 * 60", "7 * 24 * 60 * 60");
    repository.commit("shorter");
    const { stdout } = await compare();
    expect(stdout).toContain("2 stacks differ from main");
  });

  test("added and removed models are named", async () => {
    repository.git("rm", "--quiet", "models/Midwater.yaml");
    repository.write({ "models/Shallow.yaml": megadetector.replace(/Megadetector/g, "Shallow") });
    const commit = repository.git("rev-parse", "--short=7", "main");
    repository.commit("other");
    const { status, stdout } = await compare();
    expect(stdout).toContain("Shallow: a new stack, not planned");
    expect(stdout).toContain(
      `Removed: Midwater. Where it was deployed, its stack still exists in AWS, and this change does not destroy it; destroy it with git checkout ${commit} -- models/Midwater.yaml && npx cdktf destroy Midwater.`,
    );
    expect(status).toBe(2);
  });

  test("where the packages differ that the stacks are made with, nothing is compared and everything is planned", async () => {
    const lock = '"node_modules/constructs": {\n      "version": "';
    patch(repository, "package-lock.json", lock, `${lock}9`);
    repository.commit("packages");
    const { stdout } = await compare();
    expect(stdout).toContain("Nothing could be compared: package-lock.json asks for other packages than main.");
    expect(stdout).toMatch(/Megadetector: neither compared nor planned\n[^]*Midwater: neither compared nor planned/);
  });

  test("a package for development makes no difference", async () => {
    const lock = '"node_modules/prettier": {\n      "version": "';
    patch(repository, "package-lock.json", lock, `${lock}9`);
    repository.commit("packages");
    expect((await compare()).stdout).toContain("No stack differs from main");
  });

  test("where the base cannot be synthesized, everything is planned", async () => {
    patch(repository, "models/Midwater.yaml", "FleetSize: 2", "FleetSize: many");
    const broken = repository.commit("broken");
    patch(repository, "models/Midwater.yaml", "FleetSize: many", "FleetSize: 2");
    repository.commit("mended");
    const { stdout } = await model(repository, process.env, "plan", "--no-aws", "--base", broken);
    expect(stdout).toMatch(
      /Nothing could be compared: [0-9a-f]+ itself cannot be synthesized \(models\/Midwater\.yaml:4:12 FleetSize: /,
    );
  });

  test("what is not committed is part of it, and named", async () => {
    patch(repository, "models/Midwater.yaml", "FleetSize: 2", "FleetSize: 5");
    const { stdout } = await compare();
    expect(stdout).toContain("Not committed, and part of this plan: models/Midwater.yaml.");
    expect(stdout).toContain("1 stack differs");
    repository.write({ "reviewed.json": '{"format":1,"stacks":{}}' });
    const { status, stderr } = await compare("--reviewed", "reviewed.json");
    expect(stderr).toContain("error: not committed, so nobody has reviewed it: ");
    expect(status).toBe(1);
  });

  test("what the base has and this branch lacks is said", async () => {
    repository.git("checkout", "--quiet", "main");
    patch(repository, "models/Midwater.yaml", "FleetSize: 2", "FleetSize: 3");
    repository.commit("theirs");
    repository.git("checkout", "--quiet", "mine");
    const { stdout } = await compare();
    repository.git("branch", "--quiet", "--force", "main", "mine");
    expect(stdout).toContain(
      "main has 1 commit that this branch lacks: what they changed in AWS may look undone here.",
    );
    expect(stdout).toContain("No stack differs from main");
  });

  test.each([
    [["plan", "Midwatr"], "there is no stack Midwatr; did you mean `Midwater`?"],
    [["plan", "--base", "origin/main"], "the base origin/main does not exist. There are: main, mine."],
    [["plan", "--parallel", "0"], "--parallel 0 is not a whole number from 1 on"],
    [["plan", "--reviewed", "nowhere.json"], "nowhere.json cannot be read"],
    [["plan", "--al"], "unknown option '--al'"],
  ])("%j is an error with status 1", async (words, message) => {
    const { status, stderr } = await model(repository, process.env, ...words);
    expect(stderr).toContain(`error: ${message}`);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });
});
