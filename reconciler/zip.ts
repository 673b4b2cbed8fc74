import { createHash } from "node:crypto";
import { buildSync } from "esbuild";
import { strToU8, zipSync } from "fflate";

/** The function's code as Lambda takes it. */
export interface Package {
  readonly zip: Uint8Array;
  /** SHA-256 of the zip in base64, as Lambda and Terraform compare it. */
  readonly sha256: string;
}

/**
 * Bundles the function: one readable file without the AWS SDK, which Lambda's Node runtime carries. The same bytes on
 * every machine and in every time zone, so that no plan shows a change where there is none. Takes some 30 ms: call it once.
 *
 * @param directory this folder, absolute; code that is bundled itself cannot know where it came from
 */
export function packageReconciler(directory: string): Package {
  const { outputFiles } = buildSync({
    absWorkingDir: directory,
    entryPoints: ["handler.ts"],
    bundle: true,
    write: false,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["@aws-sdk/*"],
    legalComments: "none",
    logLevel: "error",
    // What a tsconfig.json says must not depend on where the project lies.
    tsconfigRaw: {},
  });
  const code = outputFiles[0]?.text ?? "";
  // A zip's times are local ones, without a zone: midnight here is the same bytes as midnight anywhere.
  const mtime = new Date(1980, 0, 1);
  const zip = zipSync({ "index.js": [strToU8(code), { mtime, level: 9, os: 3, attrs: 0o100644 << 16 }] });
  return { zip, sha256: createHash("sha256").update(zip).digest("base64") };
}
