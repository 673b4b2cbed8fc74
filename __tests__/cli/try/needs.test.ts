import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run";

describe("./model try on a machine that lacks something", () => {
  const { PATH, AWS_PROVIDER_MIRROR } = process.env;
  let programs: string;

  beforeEach(() => {
    programs = mkdtempSync(join(tmpdir(), "programs-"));
    process.env.PATH = programs;
    process.env.AWS_PROVIDER_MIRROR = programs;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    if (AWS_PROVIDER_MIRROR === undefined) delete process.env.AWS_PROVIDER_MIRROR;
    else process.env.AWS_PROVIDER_MIRROR = AWS_PROVIDER_MIRROR;
    rmSync(programs, { recursive: true });
  });

  const program = (name: string, prints: string) => {
    writeFileSync(join(programs, name), `#!/bin/sh\necho '${prints}'\n`);
    chmodSync(join(programs, name), 0o755);
  };

  test("names all of it at once, each with what to do", async () => {
    const { status, stderr } = await run("try");
    expect(status).toBe(1);
    expect(stderr).toContain(`error: this machine lacks what a try needs:
- Terraform 1.10 or newer: there is none on the PATH. Install it: https://developer.hashicorp.com/terraform/install
- Python 3.11 or newer, with its venv module, for the emulator: there is no \`python3\` on the PATH
- AWS_PROVIDER_MIRROR names ${programs}, which holds no AWS provider for this machine
  Where there is a network: terraform providers mirror <folder>`);
  });

  test("also what is there, but too old", async () => {
    program("terraform", '{"terraform_version": "1.9.8"}');
    program("python3", "3.10");
    const { stderr } = await run("try");
    expect(stderr).toContain("- Terraform 1.10 or newer: here is 1.9.8.");
    expect(stderr).toContain("for the emulator: `python3` is 3.10\n");
  });

  test("nothing that is new enough is complained of", async () => {
    program("terraform", '{"terraform_version": "1.10.0"}');
    program("python3", "3.11");
    const { stderr } = await run("try");
    expect(stderr).not.toContain("Python");
    expect(stderr).not.toContain("Terraform 1.10");
  });
});

test("a misspelt model is answered with what was meant", async () => {
  expect((await run("try", "Megadetektor")).stderr).toMatch(/^error: .*Megadetektor.*did you mean `Megadetector`\?/);
});
