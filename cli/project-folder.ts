import { join } from "node:path";

/** Folder of the program itself, with run.cjs and node_modules; models and cdktf.json are in the working directory. */
export function projectFolder(): string {
  // This file is always part of a bundle that the launcher gave the place of cli/main.ts.
  return join(__dirname, "..");
}
