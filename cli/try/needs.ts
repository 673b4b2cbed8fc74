import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMirror } from "../../emulator/mirror";
import { quietTerraform, terraformFromRegistry } from "../../emulator/terraform";
import { progress } from "../terminal";
import { UserError } from "../user-error";

/** The version of the AWS provider that the emulator is proven with; one of a mirror is taken as it is. */
const PROVEN = "5.100.0";

/** What there is on this machine for playing a stack's life. */
export interface Needs {
  /** Such as `1.11.4`. */
  readonly terraform: string;
  readonly provider: string;
  /** Folder that the provider is taken from; undefined when Terraform gets it by itself, from its registry. */
  readonly mirror?: string;
}

/** @throws UserError that names all that is missing, each with what to do about it */
export async function findNeeds(): Promise<Needs> {
  const terraform = terraformVersion();
  const missing = [
    ...(terraform === undefined || isOlder(terraform, [1, 10]) ? [terraformMissing(terraform)] : []),
    ...pythonMissing(),
  ];
  const mirror = findMirror();
  const provider = mirror?.version ?? PROVEN;
  if (mirror === undefined && process.env.AWS_PROVIDER_MIRROR !== undefined) {
    missing.push(`AWS_PROVIDER_MIRROR names ${process.env.AWS_PROVIDER_MIRROR}, which holds no AWS provider for this machine
${HOW_TO_MIRROR}`);
  } else if (missing.length === 0 && mirror === undefined) {
    missing.push(...(await providerMissing(provider)));
  }
  if (terraform === undefined || missing.length > 0) {
    throw new UserError(
      `this machine lacks what a try needs:\n${missing.map((each) => `- ${each.replaceAll("\n", "\n  ")}`).join("\n")}`,
    );
  }
  return { terraform, provider, ...(mirror && { mirror: mirror.folder }) };
}

const HOW_TO_MIRROR = `Where there is a network: terraform providers mirror <folder>, in a synthesized stack (cdktf.out/stacks/…).
Then: AWS_PROVIDER_MIRROR=<folder> ./model try`;

function terraformVersion(): string | undefined {
  const { status, stdout } = spawnSync("terraform", ["version", "-json"], { encoding: "utf8", env: quiet() });
  if (status !== 0) return undefined;
  return (JSON.parse(stdout) as { terraform_version?: string }).terraform_version;
}

function terraformMissing(found: string | undefined): string {
  const there = found === undefined ? "there is none on the PATH" : `here is ${found}`;
  return `Terraform 1.10 or newer: ${there}. Install it: https://developer.hashicorp.com/terraform/install`;
}

function pythonMissing(): string[] {
  const { status, stdout } = spawnSync("python3", ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"], {
    encoding: "utf8",
    env: process.env,
  });
  if (status === 0 && !isOlder(stdout.trim(), [3, 11])) return [];
  const there = status === 0 ? `\`python3\` is ${stdout.trim()}` : "there is no `python3` on the PATH";
  return [`Python 3.11 or newer, with its venv module, for the emulator: ${there}`];
}

function isOlder(version: string, than: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < than[0] || (major === than[0] && minor < than[1]);
}

/** Terraform's own way to the provider, with whatever the user has configured for it; 700 MB the first time. */
async function providerMissing(version: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "elastic-models-provider-"));
  try {
    const aws = { source: "hashicorp/aws", version };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers: { aws } } }));
    const env = { ...quiet(), ...terraformFromRegistry(), TF_CLI_ARGS_init: undefined };
    const { status, stderr } = await progress(`Asking Terraform for the AWS provider ${version}, some 700 MB`, () =>
      Promise.resolve(spawnSync("terraform", ["init", "-no-color"], { cwd: folder, encoding: "utf8", env })),
    );
    if (status === 0) return [];
    const because = /^.*(?:could not connect|failed to request|not available|no available releases).*$/im.exec(
      stderr,
    )?.[0];
    return [
      `the AWS provider ${version}: it is in no folder of this machine, and Terraform's registry gave none
${because === undefined ? "" : `(${because.replace(/^\W+/, "")})\n`}${HOW_TO_MIRROR}`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function quiet(): NodeJS.ProcessEnv {
  return { ...process.env, ...quietTerraform() };
}
