import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Repository } from "../../__tests__/cli/plan/repository";
import { projectFolder } from "../../emulator/place";
import { run, type Outcome } from "../command";

/** What is no part of the project's source. Emulators that start meanwhile write into the last one. */
const left = new Set(["node_modules", "cdktf.out", ".git", ".venv", ".state", "__pycache__"]);

/**
 * A git repository with this project's code in it, as a group has that changes the code, too; `main` is checked out with
 * one commit. The packages are this project's own.
 */
export function projectCopy(
  context: Readonly<Record<string, unknown>>,
  models: Readonly<Record<string, string>>,
): Repository {
  const repository = new Repository();
  const code = projectFolder();
  const filter = (source: string) => !left.has(path.basename(source));
  for (const name of readdirSync(code).filter((name) => filter(name) && name !== "models")) {
    cpSync(path.join(code, name), path.join(repository.folder, name), { recursive: true, filter });
  }
  cpSync(path.join(code, "models", "format"), path.join(repository.folder, "models", "format"), { recursive: true });
  symlinkSync(path.join(code, "node_modules"), path.join(repository.folder, "node_modules"));
  const settings = JSON.parse(readFileSync(path.join(code, "cdktf.json"), "utf8")) as Record<string, unknown>;
  repository.write({
    ...Object.fromEntries(Object.entries(models).map(([name, yaml]) => [`models/${name}.yaml`, yaml])),
    "cdktf.json": JSON.stringify({ ...settings, context }, null, 2),
  });
  repository.commit("start");
  return repository;
}

/** Replaces text in a file that must hold it just once. */
export function patch(repository: Repository, file: string, from: string, to: string): void {
  const name = path.join(repository.folder, file);
  const [before, after, ...more] = readFileSync(name, "utf8").split(from);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file} does not hold ${JSON.stringify(from)} just once`);
  }
  writeFileSync(name, before + to + after);
}

/** `./model <words>` of the repository's own code. */
export function model(repository: Repository, environment: NodeJS.ProcessEnv, ...words: string[]): Promise<Outcome> {
  return run(path.join(repository.folder, "model"), words, { folder: repository.folder, environment });
}
