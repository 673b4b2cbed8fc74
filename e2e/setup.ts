import { execFileSync } from "node:child_process";
import { PythonProblem, pythonOf } from "../emulator/python";
import { findMirror } from "./mirror";
import { pass, type Needs } from "./needs";

/** Runs once before the tests: finds what they need and says loudly what is missing. */
export default async function setUp(): Promise<void> {
  const needs = await findNeeds();
  if ("missing" in needs) console.warn(`\nSKIPPED: the tests that deploy. ${needs.missing}\n`);
  pass(needs);
}

async function findNeeds(): Promise<Needs> {
  try {
    execFileSync("terraform", ["version"], { stdio: "ignore" });
  } catch {
    return { missing: "There is no `terraform` on the PATH; they need 1.10 or newer." };
  }
  const mirror = findMirror();
  if (!mirror) {
    return {
      missing:
        "There is no AWS provider on this machine. `terraform providers mirror <folder>` makes a mirror of it; " +
        "name that folder in AWS_PROVIDER_MIRROR.",
    };
  }
  try {
    await pythonOf("emulator", "emulator/requirements.txt", (line) => console.error(line));
  } catch (error) {
    if (error instanceof PythonProblem) return { missing: error.message };
    throw error;
  }
  return { mirror };
}
