import type { Kind } from "./kind";

/** A key of a record: what it is for, what it may hold, and what holds without it. */
export interface Key<T> {
  readonly kind: Kind<T>;
  /** What the value is, as an error's last words: `the most GPU instances that may run at once`. */
  readonly meaning: string;
  readonly required?: true;
  readonly default?: T;
  /** For the reference, where the default is no fixed value. */
  readonly defaultWords?: string;
  /** An older spelling of this key, still read. */
  readonly olderName?: string;
}

export type Keys = Readonly<Record<string, Key<unknown>>>;

/** The names under which a key may be written. */
export function spellings(name: string, key: Key<unknown> | undefined): string[] {
  return key?.olderName === undefined ? [name] : [name, key.olderName];
}
