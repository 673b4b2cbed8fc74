import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exceptions } from "./checkov-exceptions";
import { runWell } from "./command";
import { makeFolder, program, shippedModels, shippedPipelines } from "./folder";
import { describeCheckov, pythonWithCheckov } from "./needs";

interface Finding {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

interface Report {
  readonly results: { readonly failed_checks: readonly Finding[] };
  readonly summary: { readonly passed: number; readonly failed: number; readonly parsing_errors: number };
}

/** Such as `Megadetector buckets_video`: checkov does not always know the type of a resource in JSON. */
const subject = (finding: Finding) =>
  `${path.dirname(finding.file_path).slice(1)} ${finding.resource.split(".").at(-1) ?? ""}`;

const shipped = [...shippedModels, ...shippedPipelines];

describeCheckov("checkov over the synthesized stacks", () => {
  let report: Report;

  beforeAll(async () => {
    const folder = makeFolder(shipped, { stateBucket: "elastic-models-state" });
    await runWell(program.command, program.args, { folder, environment: process.env });
    const examined = path.join(folder, "examined");
    for (const model of shipped)
      copyForCheckov(path.join(folder, "cdktf.out", "stacks", model), path.join(examined, model));
    const args = ["-m", "checkov.main", "--directory", examined, "--framework", "terraform_json", "--skip-download"];
    const { stdout } = await runWell(
      pythonWithCheckov(),
      [...args, "--quiet", "--output", "json"],
      { folder, environment: process.env },
      [0, 1],
    );
    report = JSON.parse(stdout) as Report;
    rmSync(folder, { recursive: true, force: true });
  });

  test("it has read every stack and found much that is right", () => {
    expect(report.summary.parsing_errors).toBe(0);
    expect(report.summary.passed).toBeGreaterThan(60 * shippedModels.length);
  });

  test("what fails has a written reason in checkov-exceptions.ts", () => {
    const unexplained = report.results.failed_checks
      .filter(
        ({ check_id, resource }) =>
          !exceptions.some(({ check, allows }) => check === check_id && allows.test(resource)),
      )
      .map((finding) => `${finding.check_id} ${subject(finding)}: ${finding.check_name}`);
    expect(unexplained).toEqual([]);
  });

  test("every reason is still needed", () => {
    const needless = exceptions.filter(
      ({ check, allows }) =>
        !report.results.failed_checks.some((finding) => finding.check_id === check && allows.test(finding.resource)),
    );
    expect(needless).toEqual([]);
  });
});

/** checkov 3.3 fails on `terraform.required_version` and then examines nothing; that block holds no resources. */
function copyForCheckov(stack: string, folder: string): void {
  const json = JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8")) as Record<string, unknown>;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify({ ...json, terraform: undefined }, null, 2));
}
