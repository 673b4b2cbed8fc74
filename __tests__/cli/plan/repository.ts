import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A git repository for one test, with `main` checked out and nothing committed. */
export class Repository {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "repository-")));

  constructor() {
    this.git("init", "--quiet", "--initial-branch=main");
  }

  git(...words: string[]): string {
    // Nothing of the caller's own configuration, such as signing or hooks, has a say.
    const environment = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };
    const identity = ["-c", "user.name=Anna", "-c", "user.email=anna@example.org"];
    const { status, stdout, stderr } = spawnSync("git", [...identity, ...words], {
      cwd: this.folder,
      env: environment,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  write(files: Readonly<Record<string, string>>): this {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
    return this;
  }

  commit(message: string): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
