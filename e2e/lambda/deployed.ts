import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import type { Emulator } from "../../emulator/emulator";

/** A Lambda function as Terraform deployed it, its own zip unpacked into a folder. */
export class DeployedFunction {
  private constructor(
    readonly folder: string,
    /** Such as `index.handler`. */
    readonly handler: string,
    readonly environment: Readonly<Record<string, string>>,
    readonly timeoutSeconds: number,
    readonly roleArn: string,
  ) {}

  static async of(emulator: Emulator, name: string): Promise<DeployedFunction> {
    const response = await fetch(`${emulator.endpoint}/2015-03-31/functions/${name}`, {
      headers: { authorization: "AWS4-HMAC-SHA256 Credential=emulator/20260101/us-west-2/lambda/aws4_request" },
    });
    if (!response.ok) throw new Error(`there is no function ${name}`);
    const { Code, Configuration } = (await response.json()) as {
      Code: { Location: string };
      Configuration: { Handler: string; Role: string; Timeout: number; Environment?: { Variables: object } };
    };
    const zip = Buffer.from(await (await fetch(Code.Location)).arrayBuffer());
    const folder = mkdtempSync(path.join(os.tmpdir(), "function-"));
    for (const [file, bytes] of Object.entries(unzipSync(zip))) writeFileSync(path.join(folder, file), bytes);
    const variables = { ...Configuration.Environment?.Variables };
    return new DeployedFunction(folder, Configuration.Handler, variables, Configuration.Timeout, Configuration.Role);
  }

  /** Its environment where a copy of the emulator answers at this endpoint: a queue's URL names the one that made it. */
  environmentAt(endpoint: string): Readonly<Record<string, string>> {
    const here = (value: string) => value.replace(/^http:\/\/127\.0\.0\.1:\d+(?=\/\d{12}\/)/, endpoint);
    return Object.fromEntries(Object.entries(this.environment).map(([name, value]) => [name, here(value)]));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
