import { existsSync } from "node:fs";
import path from "node:path";

/** Folder of the project: the one with the launcher, above this file, wherever this file was bundled into. */
export function projectFolder(): string {
  let folder = __dirname;
  while (!existsSync(path.join(folder, "run.cjs"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`${__dirname} is not inside the project: no run.cjs above it`);
    folder = parent;
  }
  return folder;
}
