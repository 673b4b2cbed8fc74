import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { RequestServiceQuotaIncreaseCommand, ServiceQuotasClient } from "@aws-sdk/client-service-quotas";
import { alarmsOf, descriptionOf } from "../../constructs/monitoring/people-alarm-list";
import type { Emulator } from "../../emulator/emulator";
import { loadModels } from "../../models/format/load";
import { reach } from "../account";
import type { HandMade } from "./hand-made";
import { names } from "./hand-made/parts";
import { pushImage } from "./ready";
import type { SceneClock } from "./scene-clock";
import type { Stage } from "./stage";

/** A situation of docs/operate.md, and the commands that are shown in it. */
export interface Scene {
  readonly id: string;
  readonly commands: readonly (readonly [string, ...string[]])[];
  /** Instead of the emulator's: where AWS is asked, by commands in processes of their own. */
  readonly endpoint?: string;
  /** Brings it about; without one the account holds what a first deploy needs, and no stack. */
  readonly play?: (stack: HandMade, on: Where) => Promise<void>;
}

export interface Where {
  readonly stage: Stage;
  readonly clock: SceneClock;
}

export const minute = 60;
export const hour = 3600;

/** As the real stack is: its queues, group, cluster, and all its alarms. */
export async function deployed(stack: HandMade): Promise<void> {
  await stack.make();
  const [spec] = loadModels(process.cwd()).models;
  for (const alarm of spec?.kind === "queue" ? alarmsOf(spec, names) : [])
    await stack.alarm(alarm.id, descriptionOf(alarm));
}

/** Five videos, of which two are in work on the two instances that there may be. */
export async function working(stack: HandMade, clock: SceneClock): Promise<void> {
  await stack.submit(...[1, 2, 3, 4, 5].map((number) => `dive/V4361_${number}.mp4`));
  await stack.order(2);
  await clock.pass(2 * minute);
  await stack.agents.register();
  for (let workers = 0; workers < 2; workers++) {
    await stack.agents.started(await stack.placeWorker());
    await stack.take();
  }
}

export const s3 = (account: Emulator) => new S3Client({ ...reach(account), forcePathStyle: true });

export async function grantGpuVcpus(account: Emulator, DesiredValue: number): Promise<void> {
  await new ServiceQuotasClient(reach(account)).send(
    new RequestServiceQuotaIncreaseCommand({ ServiceCode: "ec2", QuotaCode: "L-DB2E81BA", DesiredValue }),
  );
}

/** Megadetector's YAML for an account of its user's own, as everybody has to write it, and with two instances. */
export function useOwnAccount(folder: string): void {
  const file = path.join(folder, "models", "Megadetector.yaml");
  const yaml = readFileSync(file, "utf8").replaceAll("168552337187", "123456789012");
  writeFileSync(file, yaml.replace("FleetSize: 1", "FleetSize: 2"));
}

/** Puts into a new account what Megadetector's YAML names. */
export async function readyForMegadetector(account: Emulator): Promise<void> {
  const put = async (Bucket: string, Key?: string, Body?: string) => {
    await s3(account).send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "us-west-2" } }),
    );
    if (Key) await s3(account).send(new PutObjectCommand({ Bucket, Key, Body }));
  };
  await put("state");
  await put("deepsea-ai-123456789012-models", "Megadetector.pt", "x".repeat(14_200_000));
  await put("deepsea-ai-123456789012-track-conf", "strong_sort_benthic.yaml", "tracker: {}\n");
  await pushImage(account, "us-west-2", "mbari/strongsort-yolov5", "1.10.0");
}
