import { run } from "./run";
import { inUsersFolder } from "./folder";

const folder = inUsersFolder();

test("it shows what was made, by part, and sends a newcomer to a stack that needs nothing else in the account", async () => {
  const inAVpc = "StackName: Ant\nTaskDefinition: ant\nContainerImage: lab/ant:1\nFleetSize: 1\n";
  folder.write(
    "models/Ant.yaml",
    `${inAVpc}model_location: s3://models/ant\ntrack_config: s3://configs/a\nNetwork: { VpcName: research }\n`,
  );
  const { status, stdout } = await run("synth");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Ant {2}→ {2}cdktf\.out\/stacks\/Ant\/cdk\.tf\.json$/m);
  expect(stdout).toMatch(/^ {2}queues +3 {2}sqs_queue ×3$/m);
  expect(stdout).toMatch(/^ {2}npx cdktf diff Megadetector /m);
});
