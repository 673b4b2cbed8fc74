import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { setPause } from "../../operate/pause/set-pause";
import { gather } from "../../operate/status/gather";
import { factsOf } from "../operate/facts";
import { inUsersFolder } from "./folder";
import { run } from "./run";

jest.mock("../../operate/pause/set-pause");
jest.mock("../../operate/status/gather");

inUsersFolder();
const send = jest.spyOn(AutoScalingClient.prototype, "send");
const answered = (answer: Promise<unknown>) => send.mockImplementation((() => answer) as never);
const failure = (name: string, message: string) => Object.assign(new Error(message), { name, $metadata: {} });

beforeEach(() => {
  jest.mocked(setPause).mockResolvedValue(false);
  jest.mocked(gather).mockResolvedValue(factsOf({ paused: true }));
});
afterAll(() => send.mockRestore());

test("a pause that stops the alarm's orders, too, is done", async () => {
  answered(Promise.resolve({}));
  expect(await run("pause", "Megadetector")).toEqual({
    status: 0,
    stdout: "Megadetector is paused.\nNothing runs.\nTo take it up again: ./model resume Megadetector\n",
    stderr: "",
  });
});

test.each([
  ["AccessDenied", "your AWS credentials lack the permission autoscaling:SuspendProcesses: why\nAsk whoever manages"],
  ["Throttling", "AWS is too busy for this request right now."],
  ["ResourceContention", "AWS answered ResourceContention: why"],
])("a pause without that, because of %s, says what may still happen, and is no success", async (name, why) => {
  answered(Promise.reject(failure(name, "why")));
  const { status, stdout, stderr } = await run("pause", "Megadetector", "--wait");
  expect([status, stdout.split("\n")[0]]).toEqual([3, "Megadetector is paused."]);
  expect(stderr).toContain(
    `error: the alarm on waiting videos may still order instances until the reconciler's next look, within a minute; while the reconciler fails, it goes on.\n${why}`,
  );
});

test("a resume that leaves the alarm without orders says so, too", async () => {
  answered(Promise.reject(failure("AccessDenied", "why")));
  const { status, stdout, stderr } = await run("resume", "Megadetector");
  expect([status, stdout.split("\n")[0]]).toEqual([3, "Megadetector works again."]);
  expect(stderr).toMatch(/^error: the alarm on waiting videos orders no instances until .* fails, it goes on\.\n/);
  expect(stderr).toContain("the permission autoscaling:ResumeProcesses: why");
});
