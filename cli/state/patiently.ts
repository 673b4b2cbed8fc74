import { setTimeout as pause } from "node:timers/promises";

/**
 * What S3 answers for a moment while somebody else changes the same bucket, and right after a bucket was made ("Error
 * responses", "Conditional requests"): asking again is all there is to do.
 */
const MOMENTARY = new Set(["OperationAborted", "NoSuchBucket", "ConcurrentModification"]);

/** Calls S3, and for up to half a minute again where only the moment was wrong. */
export async function patiently<Answer>(call: () => Promise<Answer>, firstPauseMs = 500): Promise<Answer> {
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    try {
      return await call();
    } catch (error) {
      const again = error instanceof Error && MOMENTARY.has(error.name) && pauseMs < firstPauseMs * 64;
      if (!again) throw error;
      // Two callers that met once must not meet again.
      await pause(pauseMs * (0.5 + Math.random() / 2));
    }
  }
}
