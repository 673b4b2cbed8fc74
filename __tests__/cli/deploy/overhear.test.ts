import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { lost, overhear, type Overheard } from "../../../cli/deploy/overhear";

const terraforms = `╷
│ Error: creating IAM Role (Sample-execution): EntityAlreadyExists: Role with
│ name Sample-execution already exists.
│
│   with aws_iam_role.worker_execution-role (worker/execution-role),
╵
`;
const bare = terraforms.replace(/^[╷│╵] ?/gm, "");

describe("terraform, overheard", () => {
  let folder: string;
  let overheard: Overheard;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "overhear-"));
    overheard = overhear();
  });
  afterEach(() => {
    overheard.forget();
    rmSync(folder, { recursive: true });
  });

  /** As cdktf finds it, with a terraform that does this. */
  const as = (terraform: string) => {
    const file = path.join(folder, "terraform");
    writeFileSync(file, `#!/bin/sh\n${terraform}\n`, { mode: 0o755 });
    const { TERRAFORM_BINARY_NAME = "", ...rest } = overheard.environment;
    return { program: TERRAFORM_BINARY_NAME, env: { ...process.env, ...rest, ALOUD_TERRAFORM: file } };
  };

  test("says and does what it would by itself; what it says on stderr is kept", () => {
    const { program, env } = as(`read answer; echo "$@: $answer"; printf '${terraforms}' >&2; exit 3`);
    const { status, stdout, stderr } = spawnSync(program, ["apply", "plan"], { env, encoding: "utf8", input: "yes\n" });
    expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: "apply plan: yes\n", stderr: terraforms });
    expect(overheard.text()).toBe(bare);
  });

  test("goes on when nobody listens any more, and on Ctrl-C ends when it wants to", async () => {
    const [listening, done] = [path.join(folder, "listening"), path.join(folder, "done")];
    const { program, env } = as(`trap '' INT; touch ${listening}; read go; echo late >&2; touch ${done}`);
    const child = spawn(program, [], { env, stdio: ["pipe", "ignore", "pipe"] });
    child.stderr.destroy();
    while (!existsSync(listening)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    child.stdin.end("go\n");
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
    expect([existsSync(done), overheard.text()]).toEqual([true, "late\n"]);
  });
});

test("nothing is lost of what was passed on, wrapped and indented as it may be", () => {
  const passed = "Sample  Error: creating IAM Role (Sample-execution): EntityAlready\n        Exists: Role with";
  expect(lost(bare, passed)).toBe(bare);
  const rest = "\n        name Sample-execution already exists.\n\n        with aws_iam_role.worker_execution-role";
  expect(lost(bare, passed + rest)).toBe(bare);
  expect(lost(bare, `${passed}${rest} (worker/execution-role),\n`)).toBe("");
  expect(lost("", passed)).toBe("");
});
