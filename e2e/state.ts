import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { setTimeout as pause } from "node:timers/promises";
import type { Emulator } from "../emulator/emulator";
import { reach } from "./account";

/** The bucket that `./model state create` makes in the emulator's account. */
export const usualStateBucket = "elastic-models-state-123456789012-us-west-2";

/** Who holds the lock of a stack's state in that bucket; undefined while nobody does. */
export async function lockOf(emulator: Emulator, stack: string): Promise<string | undefined> {
  const s3 = new S3Client({ ...reach(emulator), forcePathStyle: true });
  const lock = { Bucket: usualStateBucket, Key: `elastic-models/${stack}.tfstate.tflock` };
  try {
    const { Body } = await s3.send(new GetObjectCommand(lock));
    return await Body?.transformToString();
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchKey") return undefined;
    throw error;
  }
}

/** Asks every quarter of a second, for twenty minutes at most. */
export async function waitFor<Thing>(what: string, look: () => Promise<Thing | undefined>): Promise<Thing> {
  for (let tries = 0; tries < 4800; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(250);
  }
  throw new Error(`there is no ${what} after twenty minutes`);
}
