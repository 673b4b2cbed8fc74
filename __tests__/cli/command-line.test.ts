import { commands } from "../../cli/commands";
import { UserError } from "../../cli/user-error";
import { run } from "./run";

test("without a command it lists all commands", async () => {
  const { status, stdout } = await run();
  expect(status).toBe(0);
  for (const [name, { summary }] of Object.entries(commands)) {
    expect(stdout).toContain(name);
    expect(stdout).toContain(summary);
  }
});

test.each(Object.keys(commands))("%s --help shows examples and exit statuses", async (name) => {
  const { status, stdout } = await run(name, "--help");
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`Examples:\n  \\./model ${name}`));
  // The plan has meanings of its own, as `terraform plan -detailed-exitcode` has.
  expect(stdout).toMatch(name === "plan" ? /Exit status:\n {2}0 {2}nothing changes/ : /Exit status:\n {2}0 {2}done/);
});

test("help of a command is its --help", async () => {
  expect((await run("help", "synth")).stdout).toBe((await run("synth", "--help")).stdout);
});

test("a misspelt command or option is answered with what was meant", async () => {
  expect(await run("snyth")).toEqual({
    status: 2,
    stdout: "",
    stderr: "error: unknown command 'snyth'\n(Did you mean synth?)\n(what there is: ./model --help)\n",
  });
  expect(await run("synth", "--hepl")).toEqual({
    status: 2,
    stdout: "",
    stderr: "error: unknown option '--hepl'\n(Did you mean --help?)\n(what it takes: ./model synth --help)\n",
  });
  expect((await run("state", "unlock")).stderr).toBe(
    "error: missing required argument 'model'\n(what it takes: ./model state unlock --help)\n",
  );
});

describe("an error in a command", () => {
  const failing = (error: Error) => {
    jest.spyOn(commands.synth as { load: () => unknown }, "load").mockReturnValue({
      define: (command: { action(f: () => void): void }) =>
        command.action(() => {
          throw error;
        }),
    });
  };
  afterEach(() => jest.restoreAllMocks());

  test("of the user is its message, without a stack trace", async () => {
    failing(new UserError("the disk is full\nMake room."));
    expect(await run("synth")).toEqual({ status: 1, stdout: "", stderr: "error: the disk is full\nMake room.\n" });
  });

  test("of AWS is put into words", async () => {
    failing(Object.assign(new Error("The security token is expired"), { name: "ExpiredToken", $metadata: {} }));
    const { status, stderr } = await run("synth");
    expect(status).toBe(3);
    expect(stderr).toBe("error: your AWS credentials have expired. Renew them, for example with: aws sso login\n");
  });

  test("of the program itself shows where it is", async () => {
    failing(new TypeError("x is not a function"));
    const { status, stderr } = await run("synth");
    expect(status).toBe(1);
    expect(stderr).toMatch(/mistake of the program itself.*TypeError: x is not a function\n {4}at /s);
  });
});
