import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { didYouMean } from "../models/format/problems";

/** What is wrong with AWS_PROFILE; undefined when it is not set, or names a profile that is there. */
export function profileProblem(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const { AWS_PROFILE: profile, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = environment;
  if (!profile) return undefined;
  const files = [
    AWS_CONFIG_FILE ?? join(homedir(), ".aws", "config"),
    AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), ".aws", "credentials"),
  ];
  const names = files.flatMap(profilesIn);
  if (names.includes(profile)) return undefined;
  const meant = didYouMean(profile, names) || (names.length > 0 ? `; there are: ${names.join(", ")}` : "");
  return `AWS_PROFILE is ${profile}, and no such profile is in ${files.join(" or ")}${meant}`;
}

/** Of `[profile ana]` or, as in the credentials, `[ana]`; of sso sessions and services nothing ("Configuration and credential file settings"). */
function profilesIn(file: string): string[] {
  try {
    const sections = readFileSync(file, "utf8").matchAll(/^\s*\[\s*(?:profile\s+)?([^\s\]]+)\s*\]/gm);
    return [...sections].flatMap(([, name]) => name ?? []);
  } catch {
    return [];
  }
}
