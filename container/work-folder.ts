import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { projectFolder } from "../emulator/place";
import { UserError } from "../cli/user-error";
import { requireReadable } from "./mounts";

interface CdktfJson {
  readonly context?: Readonly<Record<string, unknown>>;
}

/**
 * The folder that the rest of the program takes for the user's: the one model, and a cdktf.json. Its context, with
 * region, state bucket and tags, is that of a cdktf.json beside the YAML; without one, it is the project's own.
 *
 * @param yaml path of the model as the user gave it
 * @returns the folder's path and what settled the region
 */
export function makeWorkFolder(yaml: string): { readonly folder: string; readonly settings: string } {
  requireModel(yaml);
  const folder = mkdtempSync(join(tmpdir(), "elastic-models-"));
  mkdirSync(join(folder, "models"));
  copyFileSync(yaml, join(folder, "models", basename(yaml)));

  const beside = join(dirname(resolve(yaml)), "cdktf.json");
  const settings = existsSync(beside) ? beside : join(projectFolder(), "cdktf.json");
  const { context } = read(settings);
  const cdktfJson = {
    language: "typescript",
    app: `${quoted(process.execPath)} ${quoted(join(projectFolder(), "run.cjs"))} main.ts`,
    projectId: "container",
    sendCrashReports: "false",
    ...(context && { context }),
  };
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify(cdktfJson, null, 2));
  return { folder, settings: settings === beside ? beside : "the image's own cdktf.json" };
}

function requireModel(yaml: string): void {
  const found = statSync(yaml, { throwIfNoEntry: false });
  if (!found) {
    throw new UserError(`there is no ${yaml} inside the container
Mount the folder that holds it, for example: docker run -v "$PWD":/data … /data/${basename(yaml)} …`);
  }
  if (!found.isFile()) throw new UserError(`${yaml} is a folder; name a model's YAML file`);
  if (!/\.ya?ml$/i.test(yaml)) throw new UserError(`${yaml} is not a model: its name must end with .yaml or .yml`);
  requireReadable(yaml);
}

function read(file: string): CdktfJson {
  requireReadable(file);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as CdktfJson;
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function quoted(word: string): string {
  return `"${word}"`;
}
