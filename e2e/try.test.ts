import { readdirSync, readFileSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { projectFolder } from "../emulator/place";
import { run, type Outcome } from "./command";
import { makeFolder } from "./folder";
import { describeDeploying, mirror } from "./needs";

describeDeploying("./model try, in the folder and with the credentials of somebody who has deployed", () => {
  const asked: string[] = [];
  let aws: Server;
  let [folder, temporary] = ["", ""];
  let before: string;
  let outcome: Outcome;

  const cdktfJson = () => readFileSync(path.join(folder, "cdktf.json"), "utf8");

  beforeAll(async () => {
    aws = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(403).end();
    });
    await new Promise<void>((resolve) => aws.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;

    folder = makeFolder(["Megadetector", "Midwater"], {
      stateBucket: "ours",
      repository: "owner/name",
      tags: { Team: "benthic" },
    });
    before = cdktfJson();
    temporary = mkdtempSync(path.join(os.tmpdir(), "of-a-try-"));
    const environment = {
      ...process.env,
      TMPDIR: temporary,
      AWS_PROVIDER_MIRROR: mirror().folder,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_PROFILE: "theirs",
      AWS_ACCESS_KEY_ID: "theirs",
      AWS_SECRET_ACCESS_KEY: "theirs",
      TF_WORKSPACE: "theirs",
    };
    outcome = await run(process.execPath, [path.join(projectFolder(), "model"), "try"], { folder, environment });
  });
  afterAll(async () => {
    for (const each of [folder, temporary]) if (each !== "") rmSync(each, { recursive: true, force: true });
    await new Promise((resolve) => aws.close(resolve));
  });

  test("plays the whole life", () => {
    const { stderr, status } = outcome;
    expect([status, status === 0 || stderr]).toEqual([0, true]);
    const told = [
      "1  What it needs",
      `AWS provider ${mirror().version}`,
      "warning: cdktf.json names no stateBucket",
      "$ ./model state create",
      "made           the bucket elastic-models-state-123456789012-us-west-2",
      "$ ./model deploy Megadetector",
      /20 of \d+  aws_\w+\.\w+/,
      /✓ \d\d resources\n/,
      "$ ./model outputs Megadetector",
      "Megadetector-video.fifo",
      "video queue: 2 waiting, 0 in flight; finished: 0",
      "reconciler: setDesiredCapacity: 2 videos waiting",
      "1 instance boots and joins the cluster",
      "reconciler: startWorkers:",
      /video queue: [01] waiting, 1 in flight/,
      "video queue: 0 waiting, 0 in flight; finished: 2",
      "with exit code 0",
      "reconciler: drain:",
      "reconciler: end:",
      "instances now: 0",
      "first try",
      "$ ./model destroy Megadetector",
      "kept: the bucket megadetector-video-123456789012-us-west-2 with 2 objects",
      "nothing of it is left",
    ];
    let rest = stderr;
    for (const words of told) {
      const found = typeof words === "string" ? { index: rest.indexOf(words), length: words.length } : at(words, rest);
      expect([words, found.index >= 0 || rest]).toEqual([words, true]);
      rest = rest.slice(found.index + found.length);
    }
  });

  test("asks nothing of AWS", () => {
    expect(asked).toEqual([]);
  });

  test("leaves the folder as it was, and nothing elsewhere", () => {
    expect(cdktfJson()).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(["cdktf.json", "models"]);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

function at(words: RegExp, text: string): { readonly index: number; readonly length: number } {
  const found = words.exec(text);
  return { index: found?.index ?? -1, length: found?.[0].length ?? 0 };
}
