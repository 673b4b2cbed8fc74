import { duration } from "../words";
import type { Letter } from "./letter";

/** What the log tells of a letter's video. */
export interface Told {
  readonly letter: Letter;
  /** The line that most likely says why its last worker failed. */
  readonly lastError?: string;
}

/** A letter in two lines for a person. */
export function describeLetter({ letter, lastError }: Told, maxReceiveCount: number, now: number): readonly string[] {
  const { video, job, deadSince, origin, body } = letter;
  const what = video ?? `no video: ${body.replace(/\s+/g, " ").slice(0, 60)}`;
  const from = job === undefined ? "" : `  job ${job}`;
  const how =
    origin === "tries"
      ? `tried ${maxReceiveCount} ${maxReceiveCount === 1 ? "time" : "times"}`
      : "put here by a worker that gave up, or by a shutdown";
  return [
    `${what}${from}  dead for ${duration((now - deadSince) / 1000)}`,
    `${how}${lastError === undefined ? "" : `; its last worker said: ${lastError.slice(0, 160)}`}`,
  ];
}

/** Letters of the videos that a person names by key or file name, and the names that none bears. */
export function choose(letters: readonly Letter[], names: readonly string[]) {
  const bears = ({ video }: Letter, name: string) => video === name || video?.split("/").at(-1) === name;
  return {
    chosen: letters.filter((letter) => names.some((name) => bears(letter, name))),
    unknown: names.filter((name) => !letters.some((letter) => bears(letter, name))),
  };
}
