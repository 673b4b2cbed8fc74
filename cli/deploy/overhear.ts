import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { projectFolder } from "../../emulator/place";

/** What Terraform says on stderr while cdktf runs it. */
export interface Overheard {
  /** For cdktf. */
  readonly environment: NodeJS.ProcessEnv;
  /** All so far, without colours and frames. */
  text(): string;
  forget(): void;
}

/**
 * Hears what Terraform says beside cdktf, which listens through a terminal of its own and 0.2 seconds after Terraform's end
 * closes it: what a busy machine has not read by then is lost, and Terraform says its errors last (node-pty #72). On Windows
 * nothing is heard.
 */
export function overhear(): Overheard {
  if (process.platform === "win32") return { environment: {}, text: () => "", forget: () => {} };
  const folder = mkdtempSync(join(tmpdir(), "elastic-models-heard-"));
  const file = join(folder, "stderr");
  return {
    environment: {
      TERRAFORM_BINARY_NAME: join(projectFolder(), "cli", "deploy", "terraform-aloud.cjs"),
      ALOUD_TERRAFORM: process.env.TERRAFORM_BINARY_NAME,
      ALOUD_INTO: file,
    },
    text: () => (existsSync(file) ? unframed(readFileSync(file, "utf8")) : ""),
    forget: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const unframed = (text: string): string => stripVTControlCharacters(text).replace(/^[╷│╵] ?/gm, "");

/** What was heard, when any line of it was not passed on; else nothing. However each is wrapped and indented. */
export function lost(heard: string, passed: string): string {
  const bare = (text: string) => text.replace(/[\s╷│╵]+/g, "");
  const all = bare(passed);
  return heard.split("\n").every((line) => all.includes(bare(line))) ? "" : heard;
}
