import type { S3Client } from "@aws-sdk/client-s3";
import { fetchResult, fileOf } from "./fetch-result";
import type { Result } from "./select";

export interface Progress {
  /** Of how many results is known that they are there now. */
  readonly done: number;
  readonly results: number;
  /** The result that has just come; undefined between two. */
  readonly file?: string;
  readonly bytes: number;
  readonly allBytes: number;
}

/** As many as are fetched at a time: S3 answers one request slower than a line carries. */
const atOnce = 4;

/**
 * Fetches results into a folder, each at its key.
 * @param tell receives how far it is, after each piece and each result
 * @returns how many were there already
 */
export async function fetchAll(
  client: S3Client,
  bucket: string,
  results: readonly Result[],
  folder: string,
  tell: (progress: Progress) => void,
): Promise<number> {
  const files = results.map((result) => ({ result, file: fileOf(folder, result) }));
  const allBytes = results.reduce((sum, { bytes }) => sum + bytes, 0);
  let [done, bytes, there] = [0, 0, 0];
  const say = (file?: string) => tell({ done, results: results.length, bytes, allBytes, ...(file && { file }) });
  const work = async () => {
    for (let next = files.shift(); next; next = files.shift()) {
      const { result, file } = next;
      const how = await fetchResult(client, bucket, result, file, (arrived) => {
        bytes += arrived;
        say();
      });
      if (how === "there") {
        there += 1;
        bytes += result.bytes;
      }
      done += 1;
      say(file);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return there;
}
