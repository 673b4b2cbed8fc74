import { existsSync } from "node:fs";
import { outputsFile, removeOutputs, saveOutputs } from "../../cli/outputs/saved";
import { inUsersFolder } from "./folder";
import { run } from "./run";

const folder = inUsersFolder();
const outputs = { region: "us-west-2", video_queue: "Megadetector-video.fifo" };

test("saved outputs are shown as a table, or as JSON for a program", async () => {
  saveOutputs(outputsFile("Megadetector"), outputs);
  expect((await run("outputs", "Megadetector", "--saved")).stdout).toBe(
    "region       us-west-2\nvideo_queue  Megadetector-video.fifo\n",
  );
  const { stdout } = await run("outputs", "megadetector", "--saved", "--json");
  expect(JSON.parse(stdout)).toEqual(outputs);
});

test("without saved ones it says how to ask AWS", async () => {
  expect(await run("outputs", "Megadetector", "--saved")).toEqual({
    status: 1,
    stdout: "",
    stderr: `error: there is no stacks/Megadetector/outputs.json: Megadetector was not deployed from this folder
Ask AWS: ./model outputs Megadetector\n`,
  });
});

test("damaged ones are named, with what to do", async () => {
  folder.write("stacks/Megadetector/outputs.json", "{bad");
  const { status, stderr } = await run("outputs", "Megadetector", "--saved");
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: stacks\/Megadetector\/outputs\.json is damaged: .+\nAsk AWS, without --saved\.\n$/);
});

test("a misspelt model is answered with the one that was meant", async () => {
  expect((await run("outputs", "Megadetctor")).stderr).toBe(
    "error: there is no model with the StackName Megadetctor; did you mean `Megadetector`?\n",
  );
  expect((await run("outputs", "Zebra")).stderr).toContain("there are: Megadetector\n");
});

test("a mistake in a model is named with its place before anything else is done", async () => {
  folder.write("models/Broken.yaml", "StackName: Broken\nFleetSiz: 1\n");
  const { status, stderr } = await run("outputs", "Megadetector");
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: fix this first:\n {2}models\/Broken\.yaml:/);
  expect(stderr).toContain("did you mean `FleetSize`?");
});

test("removed outputs leave other files of the stack", () => {
  const file = outputsFile("Megadetector");
  saveOutputs(file, outputs);
  folder.write("stacks/Megadetector/notes.txt", "mine");
  removeOutputs(file);
  expect(existsSync(file)).toBe(false);
  expect(existsSync("stacks/Megadetector/notes.txt")).toBe(true);
  saveOutputs(outputsFile("Other"), outputs);
  removeOutputs(outputsFile("Other"));
  expect(existsSync("stacks/Other")).toBe(false);
});
