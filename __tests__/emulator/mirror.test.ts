import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findMirror } from "../../emulator/mirror";

describe("the mirror of the AWS provider that AWS_PROVIDER_MIRROR names", () => {
  const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
  let folder: string;
  let held: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "mirror-"));
    held = path.join(folder, "registry.terraform.io", "hashicorp", "aws");
    process.env.AWS_PROVIDER_MIRROR = folder;
  });
  afterEach(() => {
    delete process.env.AWS_PROVIDER_MIRROR;
    rmSync(folder, { recursive: true });
  });

  test("unpacked: the newest version for this platform", () => {
    for (const version of ["5.9.0", "5.100.0"]) mkdirSync(path.join(held, version, platform), { recursive: true });
    mkdirSync(path.join(held, "6.25.0", "plan9_mips"), { recursive: true });
    expect(findMirror()).toEqual({ folder, version: "5.100.0" });
  });

  test("packed, as `terraform providers mirror` makes it", () => {
    mkdirSync(held, { recursive: true });
    writeFileSync(path.join(held, `terraform-provider-aws_6.25.0_${platform}.zip`), "");
    writeFileSync(path.join(held, "index.json"), "{}");
    expect(findMirror()).toEqual({ folder, version: "6.25.0" });
  });

  test("without the provider there is none, and no other place is searched", () => {
    expect(findMirror()).toBeUndefined();
  });
});
