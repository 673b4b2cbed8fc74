import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { loadModels } from "../../models/format/load";
import type { Stacks } from "../../review/affected";
import { checkOut, type Base } from "./git";
import { appOf, stacksOf, synthesizeIn } from "./synthesized";

/** The base's stacks, made by the base's own code from the base's own models. */
export interface BaseSide {
  /** The base's counterpart of the working directory. */
  readonly folder: string;
  /** Undefined when the base cannot be synthesized here; `because` then says why. */
  readonly stacks?: Stacks;
  readonly because?: string;
  /** The file of each of its models and pipelines, by name, as far as they can be read. */
  readonly files: ReadonlyMap<string, string>;
  remove(): void;
}

/**
 * Checks the base out beside the repository and synthesizes it. Its packages are not installed: where its lock file
 * asks for the same ones (those for development aside), the present ones are its own. Otherwise both sides would be made
 * with the new packages and a change that they bring would go unseen; so nothing is compared then.
 *
 * @param folder the working directory, inside the repository
 * @param code folder of the program; part of the repository, or elsewhere and then the same for both sides
 */
export function baseSide(repository: string, base: Base, folder: string, code: string): BaseSide {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "model-plan-")));
  const root = realpathSync(repository);
  const remove = () => {
    rmSync(top, { recursive: true, force: true });
    rmSync(`${top}.index`, { force: true });
  };
  try {
    checkOut(repository, base.commit, top);
  } catch (error) {
    remove();
    throw error;
  }
  const there = (path: string) => join(top, relative(root, realpathSync(path)));
  const codeIsInside = !relative(root, realpathSync(code)).startsWith("..");
  const side = { folder: there(folder), files: filesOf(there(folder)), remove };
  const without = (because: string): BaseSide => ({ ...side, because });

  if (!existsSync(join(side.folder, "cdktf.json"))) return { ...side, stacks: new Map() };
  if (codeIsInside) {
    if (!samePackages(code, there(code))) return without(`package-lock.json asks for other packages than ${base.name}`);
    symlinkSync(join(code, "node_modules"), join(there(code), "node_modules"));
  }
  const app = appOf(codeIsInside ? side.folder : folder);
  const { status, complaints } = synthesizeIn(side.folder, codeIsInside ? app : fromFolder(app, folder));
  if (status !== 0)
    return without(`${base.name} itself cannot be synthesized (${complaints.split("\n").at(-1) ?? ""})`);
  // A local state belongs to the working directory.
  if (existsSync(join(folder, ".state"))) symlinkSync(join(folder, ".state"), join(side.folder, ".state"));
  return { ...side, stacks: stacksOf(side.folder) };
}

/** The app's command with its relative paths seen from another folder. */
function fromFolder(app: string, folder: string): string {
  return app.replace(/(?<=^|\s)\.\.?\/\S*/g, (path) => resolve(folder, path));
}

function filesOf(folder: string): Map<string, string> {
  const { models, pipelines } = loadModels(folder);
  return new Map([
    ...models.map(({ stackName, file }) => [stackName, file] as const),
    ...pipelines.map(({ name, file }) => [name, file] as const),
  ]);
}

/** Whether two folders' lock files ask for the same packages to run with. */
function samePackages(one: string, other: string): boolean {
  const [mine, theirs] = [one, other].map(packagesOf);
  return mine !== undefined && mine === theirs;
}

function packagesOf(folder: string): string | undefined {
  try {
    const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
      packages?: Readonly<
        Record<string, { readonly dev?: boolean; readonly version?: string; readonly integrity?: string }>
      >;
    };
    const used = Object.entries(lock.packages ?? {}).filter(([path, { dev }]) => path !== "" && dev !== true);
    return used
      .map(([path, { version, integrity }]) => `${path} ${version ?? ""} ${integrity ?? ""}`)
      .sort()
      .join("\n");
  } catch {
    return undefined;
  }
}
