import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "./place";

/** What a Python environment lacks, in words for the user. */
export class PythonProblem extends Error {}

/**
 * Path of the Python interpreter of a virtual environment of the project's own, `.venv/<name>` (ignored by git), in
 * which exactly `requirements` are installed. It is made on first use, which needs Python's package index and takes
 * half a minute or so, and made again when the requirements change. Two processes may ask at once: what is made is
 * put in place as a whole.
 *
 * @param requirements a requirements file, relative to the project
 * @param tell receives a line before long work begins
 * @throws PythonProblem with what to do when Python, its venv module or a package cannot be had
 */
export async function pythonOf(name: string, requirements: string, tell: (line: string) => void): Promise<string> {
  const project = projectFolder();
  const wanted = readFileSync(path.join(project, requirements), "utf8");
  const folder = path.join(project, ".venv", name);
  const receipt = path.join(folder, "requirements.txt");
  const python = path.join(folder, "bin", "python");
  if (isMade(receipt, wanted)) return python;

  mkdirSync(path.dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  try {
    tell(`Installing the Python packages of ${requirements} into .venv/${name} (once, half a minute or so) ...`);
    await makeEnvironment(draft);
    await install(path.join(draft, "bin", "python"), path.join(project, requirements), requirements);
    writeFileSync(path.join(draft, "requirements.txt"), wanted);
    putInPlace(draft, folder, () => isMade(receipt, wanted));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return python;
}

async function makeEnvironment(folder: string): Promise<void> {
  const made = await run("python3", ["-m", "venv", folder]);
  if (made.status === "missing")
    throw new PythonProblem("Python 3.11 or newer is needed and there is no `python3` on the PATH. Install Python.");
  if (made.status !== 0)
    throw new PythonProblem(
      `\`python3 -m venv\` failed. On Debian and Ubuntu: apt install python3-venv\n${lastLines(made.output)}`,
    );
}

async function install(python: string, file: string, requirements: string): Promise<void> {
  // Python compiles what it loads; most of what is installed is never loaded.
  const pip = ["-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", "--requirement", file];
  const installed = await run(python, pip);
  if (installed.status !== 0)
    throw new PythonProblem(
      `pip could not install ${requirements}. It needs Python 3.11 or newer and a package index.\n${lastLines(installed.output)}`,
    );
}

function isMade(receipt: string, wanted: string): boolean {
  return existsSync(receipt) && readFileSync(receipt, "utf8") === wanted;
}

/** Puts the draft where the environment belongs, unless another process is quicker. */
function putInPlace(draft: string, folder: string, done: () => boolean): void {
  if (done()) return;
  const old = `${draft}-old`;
  try {
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(draft, folder);
  } catch (error) {
    if (!done()) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

function lastLines(output: string): string {
  return output.trimEnd().split("\n").slice(-8).join("\n");
}

function run(command: string, args: string[]): Promise<{ status: number | "missing"; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env: process.env });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.on("error", (error) => resolve({ status: "missing", output: error.message }));
    child.on("close", (code) => resolve({ status: code ?? 1, output }));
  });
}
