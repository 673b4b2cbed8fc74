import { existsSync, readdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** A folder in the layout of Terraform's filesystem mirror that holds the AWS provider. */
export interface Mirror {
  readonly folder: string;
  /** The newest version of the AWS provider in it, such as `5.100.0`. */
  readonly version: string;
}

const provider = path.join("registry.terraform.io", "hashicorp", "aws");

/** Folders of the machine that hold no software, or change while they are read. */
const passedOver = new Set(["proc", "sys", "dev", "run", "tmp", "boot", "lost+found", "node_modules"]);

/**
 * The mirror that `AWS_PROVIDER_MIRROR` names; else the first one found in the places that Terraform itself looks at
 * and in the upper folders of the machine. Undefined when there is none for this machine's kind.
 */
export function findMirror(): Mirror | undefined {
  const named = process.env.AWS_PROVIDER_MIRROR;
  if (named !== undefined) return mirrorIn(path.resolve(named));
  const usual = [
    process.env.TF_PLUGIN_CACHE_DIR,
    path.join(os.homedir(), ".terraform.d", "plugins"),
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
  ];
  for (const folder of usual) {
    const mirror = folder === undefined ? undefined : mirrorIn(folder);
    if (mirror) return mirror;
  }
  return searchBelow(path.parse(process.cwd()).root, 3);
}

function searchBelow(folder: string, depth: number): Mirror | undefined {
  const mirror = mirrorIn(folder);
  if (mirror || depth === 0) return mirror;
  for (const below of foldersIn(folder)) {
    const found = searchBelow(path.join(folder, below), depth - 1);
    if (found) return found;
  }
  return undefined;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !passedOver.has(entry.name) && !entry.name.startsWith("."))
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** Terraform reads mirrors of two layouts: unpacked, a folder a version and platform, and packed, a zip each. */
function mirrorIn(folder: string): Mirror | undefined {
  const held = path.join(folder, provider);
  if (!existsSync(held)) return undefined;
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  const versions = readdirSync(held).flatMap((name) => {
    if (existsSync(path.join(held, name, platform))) return [name];
    const packed = /^terraform-provider-aws_([0-9.]+)_(.+)\.zip$/.exec(name);
    return packed?.[1] !== undefined && packed[2] === platform ? [packed[1]] : [];
  });
  const newest = versions.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
  return newest === undefined ? undefined : { folder, version: newest };
}
