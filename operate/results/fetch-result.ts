import { createWriteStream, type Stats } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { needing } from "../aws-failure";
import type { Result } from "./select";

/** A key that is no path below a folder. */
export class StrayKey extends Error {}

/**
 * The file that a result becomes: its key below the folder.
 * @throws StrayKey for a key that would lead out of it
 */
export function fileOf(folder: string, { key }: Pick<Result, "key">): string {
  const file = path.join(folder, ...key.split("/"));
  const within = path.relative(folder, file);
  if (within === "" || within.split(path.sep)[0] === ".." || path.isAbsolute(within))
    throw new StrayKey(`the key ${key} would be written outside of ${folder}`);
  return file;
}

/**
 * Fetches a result, unless it is there with the size and the time that it has in the bucket. What an interrupted fetch
 * left is gone on with: it bears the content's ETag in its name, so that a result that was made anew meanwhile starts
 * from its beginning.
 *
 * @param arrived receives the bytes of each piece
 */
export async function fetchResult(
  client: S3Client,
  bucket: string,
  result: Result,
  file: string,
  arrived: (bytes: number) => void,
): Promise<"there" | "fetched"> {
  const there = await statOf(file);
  if (there?.size === result.bytes && there.mtimeMs === result.modifiedAt) return "there";
  const part = `${file}.${result.etag.replace(/[^\w-]/g, "")}.part`;
  await mkdir(path.dirname(file), { recursive: true });
  const start = Math.min((await statOf(part))?.size ?? 0, result.bytes);
  arrived(start);
  if (start < result.bytes) {
    const range = start > 0 ? { Range: `bytes=${start}-` } : {};
    const question = new GetObjectCommand({ Bucket: bucket, Key: result.key, IfMatch: result.etag, ...range });
    const { Body } = await needing("s3:GetObject", client.send(question));
    let broken: Error | undefined;
    // A stream that breaks ends here as one that is done, or what has come and is not written yet would be lost with it.
    const pieces = async function* () {
      try {
        for await (const piece of Body as AsyncIterable<Buffer>) {
          arrived(piece.length);
          yield piece;
        }
      } catch (error) {
        broken = error as Error;
      }
    };
    await pipeline(pieces, createWriteStream(part, { flags: start > 0 ? "a" : "w" }));
    if (broken) throw broken;
  }
  await utimes(part, new Date(), new Date(result.modifiedAt));
  await rename(part, file);
  await removeParts(file);
  return "fetched";
}

/** What interrupted fetches of earlier contents left. */
async function removeParts(file: string): Promise<void> {
  const folder = path.dirname(file);
  const stale = (await readdir(folder)).filter(
    (one) => one.startsWith(`${path.basename(file)}.`) && one.endsWith(".part"),
  );
  await Promise.all(stale.map((one) => rm(path.join(folder, one))));
}

async function statOf(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch {
    return undefined;
  }
}
