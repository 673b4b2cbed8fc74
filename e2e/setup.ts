import { execFileSync } from "node:child_process";
import { PythonProblem, pythonOf } from "../emulator/python";
import { findMirror } from "../emulator/mirror";
import { pass, type Missing, type Needs } from "./needs";

const tell = (line: string) => console.error(line);

/** Runs once before the tests: finds what they need and says loudly what is missing. */
export default async function setUp(): Promise<void> {
  const [emulating, checkov] = await Promise.all([
    orMissing(async () => ({ python: await pythonOf("emulator", "emulator/requirements.txt", tell) })),
    orMissing(async () => ({ python: await pythonOf("checkov", "e2e/checkov-requirements.txt", tell) })),
  ]);
  const deploying = "missing" in emulating ? emulating : findDeploying();
  if ("missing" in deploying) console.warn(`\nSKIPPED: the tests that deploy. ${deploying.missing}\n`);
  if ("missing" in emulating) console.warn(`\nSKIPPED: the tests that call the emulator. ${emulating.missing}\n`);
  if ("missing" in checkov) console.warn(`\nSKIPPED: the checks of security. ${checkov.missing}\n`);
  // The AWS clients warn on Node 20 of what they will need one day: lines in which a failure would be overlooked.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  pass({ deploying, emulating, checkov });
}

function findDeploying(): Needs["deploying"] {
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
  return { mirror };
}

async function orMissing<Need>(find: () => Promise<Need>): Promise<Need | Missing> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof PythonProblem) return { missing: error.message };
    throw error;
  }
}
