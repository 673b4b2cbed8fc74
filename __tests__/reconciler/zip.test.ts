import { join } from "node:path";
import { runInThisContext } from "node:vm";
import { strFromU8, unzipSync } from "fflate";
import { packageReconciler } from "../../reconciler/zip";

const directory = join(__dirname, "../../reconciler");
const made = packageReconciler(directory);

test("the same bytes in every time zone and from every working directory", () => {
  const zone = process.env.TZ;
  const home = process.cwd();
  try {
    process.chdir("/");
    for (const other of ["UTC", "Pacific/Auckland", "America/St_Johns"]) {
      process.env.TZ = other;
      expect(packageReconciler(directory).sha256).toBe(made.sha256);
    }
  } finally {
    process.chdir(home);
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

test("one readable file, which names no path of this machine and asks only for what Lambda's runtime carries", () => {
  const files = unzipSync(made.zip);
  expect(Object.keys(files)).toEqual(["index.js"]);
  const code = strFromU8(files["index.js"] ?? new Uint8Array());
  expect(code).not.toContain(directory);
  const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
  expect(required.filter((name) => !name?.startsWith("@aws-sdk/client-") && !name?.startsWith("node:"))).toEqual([]);
  expect(made.zip.length).toBeLessThan(50_000);
});

test("it exports the handler", () => {
  const code = strFromU8(unzipSync(made.zip)["index.js"] ?? new Uint8Array());
  const module = { exports: {} as Record<string, unknown> };
  const run = runInThisContext(`(module, exports, require) => {${code}\n}`) as (...given: unknown[]) => void;
  run(module, module.exports, require);
  expect(typeof module.exports.handler).toBe("function");
});
