import { distance } from "fastest-levenshtein";

/** One thing to fix (error) or to know (warning), at one place of one file. */
export interface Problem {
  /** Relative to the project's directory, such as `models/Megadetector.yaml`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters (UTF-16 units, as editors count). */
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** The stack that a warning belongs to. */
  readonly stackName?: string;
}

/** What is wrong with a text, before its file is known; `offset` is in characters from the beginning of the text. */
export interface Mistake {
  readonly offset: number;
  readonly message: string;
}

/** `models/Bad.yaml:4:12  FleetSize: 0 is less than 1 (the most GPU instances that may run at once)`; one line. */
export function formatProblem({ file, line, column, severity, message }: Problem): string {
  return `${file}:${line}:${column}  ${severity === "warning" ? "warning: " : ""}${message}`;
}

/** The same without its severity, for where that is said already. */
export function placed({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}  ${message}`;
}

/**
 * The known word that a misspelt one most likely meant, or undefined where none is near: case, `_` and `-` do not count,
 * and at most a third of the letters may be wrong. A word that is part of just one known word (`Image`) means that one.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const wanted = folded(word);
  const words = [...known];
  const ranked = words
    .map((candidate) => ({ candidate, wrong: distance(wanted, folded(candidate)) }))
    .filter(({ candidate, wrong }) => wrong <= Math.ceil(Math.max(wanted.length, folded(candidate).length) / 3))
    .sort((a, b) => a.wrong - b.wrong);
  if (wanted.length === 0) return undefined;
  if (ranked[0]) return ranked[0].candidate;
  const containing = words.filter((candidate) => wanted.length >= 4 && folded(candidate).includes(wanted));
  return containing.length === 1 ? containing[0] : undefined;
}

/** The end of a message: ``; did you mean `FleetSize`?``, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const meant = nearest(word, known);
  return meant === undefined ? "" : `; did you mean \`${meant}\`?`;
}

function folded(word: string): string {
  return word.slice(0, 100).toLowerCase().replace(/[-_ ]/g, "");
}
