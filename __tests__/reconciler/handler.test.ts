import { handler } from "../../reconciler/handler";
import { makeClients } from "../../reconciler/clients";
import { environmentOf } from "../../reconciler/settings";
import { type Answers, awsError, fakeAws } from "./fake-aws";
import { configuration, counts, quiet } from "./quiet-stack";

jest.mock("../../reconciler/clients");

const context = { getRemainingTimeInMillis: () => 60_000 };
let answers: Answers = quiet;
const aws = fakeAws(new Proxy({}, { get: (_, name: string) => answers[name] }));
jest.mocked(makeClients).mockReturnValue(aws.clients);

/** Runs the function and returns the lines that it wrote. */
async function invoke(changed: Answers): Promise<readonly Record<string, unknown>[]> {
  answers = { ...quiet, ...changed };
  const written: string[] = [];
  const write = jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const before = process.env;
  process.env = { ...before, ...environmentOf(configuration) };
  try {
    await handler({ source: "aws.ecs" }, context);
  } finally {
    process.env = before;
    write.mockRestore();
  }
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("at rest it does nothing and writes nothing", async () => {
  expect(await invoke({})).toEqual([]);
});

test("three videos wait: it orders three instances, says why, and counts them", async () => {
  const lines = await invoke({
    GetQueueAttributes: counts(3, 0),
    DescribeScalingActivities: {},
    SetDesiredCapacity: {},
  });
  expect(lines).toMatchObject([
    { action: "setDesiredCapacity", desiredCapacity: 3, result: "done" },
    { Model: "Sample", InstancesOrdered: 3 },
  ]);
});

test("what fails is an error of the function, after all else is done", async () => {
  const failing = invoke({ GetQueueAttributes: awsError("AccessDenied") });
  await expect(failing).rejects.toThrow("1 parts could not be seen and 0 actions failed");
});

test("a wrong environment is named", async () => {
  await expect(handler({}, context)).rejects.toThrow("CLUSTER is not set");
});
