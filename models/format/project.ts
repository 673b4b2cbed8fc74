import { isMap, type Pair } from "yaml";
import { parseFile } from "./document";
import { CONTEXT_KEYS } from "./context-keys";
import { jsonError } from "./json-error";
import type { At } from "./kinds/kind";
import { keyText } from "./kinds/map";
import { readRecord } from "./kinds/record";
import { quoted } from "./kinds/shown";
import { nearest, type Problem } from "./problems";
import { readBytes } from "./read-bytes";
import type { ProjectSpec } from "./spec";

export const PROJECT_FILE = "cdktf.json";
const MISSING = "does not exist; run the command in the folder that holds it and models/";
const EXAMPLE = '"context": { "region": "us-west-2" }';

/** Reads the context of cdktf.json; all else in it is cdktf's. JSON is YAML, too, and so its problems have a place. */
export function readProject(directory: string, problems: Problem[]): ProjectSpec | undefined {
  const bytes = readBytes(directory, PROJECT_FILE, problems, MISSING);
  if (bytes && beginsWithMark(bytes)) {
    const message = "begins with a byte order mark, which cdktf cannot read; save it as UTF-8 without one";
    return void problems.push({ file: PROJECT_FILE, line: 1, column: 1, severity: "error", message });
  }
  const readable = bytes && parseFile(PROJECT_FILE, bytes, problems, EXAMPLE, jsonError);
  if (!readable || !isMap(readable.root.node)) return undefined;
  const { root } = readable;
  const [pair, second] = readable.root.node.items.filter(({ key }) => keyText(key) === "context");
  if (!pair) return noContext(root, readable.root.node.items);
  if (second) return root.name(second.key).error("context appears twice");
  const { complete } = readRecord(root.value("context", pair, ""), CONTEXT_KEYS);
  if (!complete) return undefined;
  const { region, stateBucket, statePrefix, tags, awsProviderVersion, repository } = complete;
  return {
    region,
    ...(stateBucket !== undefined && { stateBucket }),
    statePrefix,
    tags,
    ...(awsProviderVersion !== undefined && { awsProviderVersion }),
    ...(repository !== undefined && { repository }),
  };
}

/** All other keys are cdktf's, and so only one that is nearly `context` can be said to be wrong. */
function noContext(root: At, pairs: readonly Pair[]): undefined {
  for (const { key } of pairs) {
    const written = keyText(key) ?? "";
    if (nearest(written, ["context"]))
      return root.name(key).error(`${quoted(written)} is not a known key; did you mean \`context\`?`);
  }
  return root.error(`context is missing; it holds the project's settings, as in ${EXAMPLE}`);
}

/** Some editors write the mark and show nothing of it; YAML allows it. */
function beginsWithMark(bytes: Uint8Array): boolean {
  return Buffer.from("\uFEFF").equals(bytes.subarray(0, 3));
}
