import type { ModelSpec } from "../../models/format/spec";
import { isDenied } from "../aws-failure";
import { findVideo } from "../logs/find-video";
import { lastError } from "../logs/last-error";
import type { Told } from "./describe";
import type { Letter } from "./letter";

/** Each look searches the log, so only the first letters are told of. */
export const mostTold = 10;

/** What the log says of letters; nothing of those beyond the first ten, and nothing where it may not be read. */
export async function tellOf(letters: readonly Letter[], spec: ModelSpec): Promise<readonly Told[]> {
  return Promise.all(
    letters.map((letter, index) => (index < mostTold ? tell(letter, spec) : Promise.resolve({ letter }))),
  );
}

const day = 24 * 60 * 60 * 1000;

async function tell(letter: Letter, spec: ModelSpec): Promise<Told> {
  if (letter.video === undefined) return { letter };
  try {
    const tries = await findVideo(spec, letter.video, Date.now() - spec.logRetentionDays * day);
    const error = lastError(tries?.at(-1)?.lines ?? []);
    return { letter, ...(error !== undefined && { lastError: error }) };
  } catch (error) {
    if (isDenied(error)) return { letter };
    throw error;
  }
}
