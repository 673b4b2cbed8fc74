import { isMap } from "yaml";
import { parseFile } from "./document";
import { CONTEXT_KEYS } from "./keys";
import { readRecord } from "./kinds/record";
import type { Problem } from "./problems";
import { readBytes } from "./read-bytes";
import type { ProjectSpec } from "./spec";

const FILE = "cdktf.json";

/** Reads the context of cdktf.json; all else in that file is cdktf's. JSON is YAML: so its problems have lines, too. */
export function readProject(directory: string, problems: Problem[]): ProjectSpec | undefined {
  const bytes = readBytes(directory, FILE, problems);
  const root = bytes && parseFile(FILE, bytes, problems)?.root;
  if (!root || !isMap(root.node)) return undefined;
  const pair = root.node.items.find(({ key }) => String(key) === "context");
  if (!pair) return root.error("context is missing: it holds the project's region");
  const { complete } = readRecord(root.value("context", pair, ""), CONTEXT_KEYS);
  if (!complete) return undefined;
  const { stateBucket, awsProviderVersion, repository } = complete;
  return {
    region: complete.region,
    ...(stateBucket !== undefined && { stateBucket }),
    statePrefix: complete.statePrefix,
    tags: complete.tags,
    ...(awsProviderVersion !== undefined && { awsProviderVersion }),
    ...(repository !== undefined && { repository }),
  };
}
