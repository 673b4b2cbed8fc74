import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { projectFolder } from "../../emulator/place";
import { pythonOf } from "../../emulator/python";

describe("an environment for Python that cannot be made is told of in words for the user", () => {
  const { PATH } = process.env;
  let programs: string;

  beforeEach(() => {
    programs = mkdtempSync(path.join(os.tmpdir(), "programs-"));
    process.env.PATH = programs;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    rmSync(programs, { recursive: true });
  });

  /** A `python3` that does this; `$3` is the folder of the environment that is asked for. */
  const python3 = (script: string) => {
    writeFileSync(path.join(programs, "python3"), `#!/bin/sh\nPATH="${PATH}"\n${script}\n`);
    chmodSync(path.join(programs, "python3"), 0o755);
  };
  const make = () => pythonOf("never-made", "emulator/requirements.txt", () => {});
  const drafts = () => {
    const folder = path.join(projectFolder(), ".venv");
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("never-made")) : [];
  };
  afterEach(() => expect(drafts()).toEqual([]));

  test("no Python", async () => {
    await expect(make()).rejects.toThrow("there is no `python3` on the PATH. Install Python.");
  });

  test("Python without its venv module", async () => {
    python3('echo "ensurepip is not available" >&2; exit 1');
    await expect(make()).rejects.toThrow(/apt install python3-venv\nensurepip is not available$/);
  });

  test("no package index, or a Python that is too old", async () => {
    python3(`mkdir -p "$3/bin" && printf '#!/bin/sh\\necho "No matching distribution"; exit 1\\n' > "$3/bin/python"
      chmod +x "$3/bin/python"`);
    await expect(make()).rejects.toThrow(
      /^pip could not install emulator\/requirements.txt. It needs Python 3.11 or newer and a package index.\nNo matching/,
    );
  });
});
