import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { synthesize } from "../../../cli/deploy/synthesize";
import { inUsersFolder } from "../folder";

const folder = inUsersFolder();

/** A program that writes its argument where cdktf's App would, without the second that an App takes. */
function app(text: string): void {
  const write = `const fs = require("fs"); const out = process.env.CDKTF_OUTDIR;
    fs.mkdirSync(out + "/stacks/A", { recursive: true });
    fs.writeFileSync(out + "/stacks/A/cdk.tf.json", "${text}");`;
  folder.write("app.cjs", write);
  folder.write("cdktf.json", `{"app": "node app.cjs", "context": {"region": "us-west-2"}}`);
}

const STACK = "cdktf.out/stacks/A/cdk.tf.json";

test("the stacks are put in place as whole files, and nothing else is left", () => {
  app("one");
  synthesize();
  expect(readFileSync(STACK, "utf8")).toBe("one");
  app("two");
  synthesize();
  expect(readFileSync(STACK, "utf8")).toBe("two");
  expect(readdirSync("cdktf.out")).toEqual(["stacks"]);
  expect(readdirSync("cdktf.out/stacks/A")).toEqual(["cdk.tf.json"]);
});

test("a stack that stays the same is not touched, and what Terraform keeps beside it stays", () => {
  app("one");
  synthesize();
  folder.write("cdktf.out/stacks/A/.terraform.lock.hcl", "lock");
  const { ino } = statSync(STACK);
  synthesize();
  expect(statSync(STACK).ino).toBe(ino);
  expect(existsSync("cdktf.out/stacks/A/.terraform.lock.hcl")).toBe(true);
});

test("when synthesis fails, the stacks stay as they were", () => {
  app("one");
  synthesize();
  folder.write("app.cjs", "process.exit(1)");
  expect(() => synthesize()).toThrow("could not be synthesized");
  expect(readFileSync(STACK, "utf8")).toBe("one");
  expect(readdirSync("cdktf.out")).toEqual(["stacks"]);
});
