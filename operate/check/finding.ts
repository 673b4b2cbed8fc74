/** One line of `./model check`. */
export interface Finding {
  /** `unknown`: it could not be looked at, for example for want of a permission. That is no failure. */
  readonly mark: "ok" | "wrong" | "unknown";
  /** What is so, in one sentence with the figures. */
  readonly says: string;
  /** What to do about it; at `ok` something worth knowing. Lines that can be run stand alone. */
  readonly advice?: string;
}

export const ok = (says: string, advice?: string): Finding => ({ mark: "ok", says, ...(advice && { advice }) });
export const wrong = (says: string, advice: string): Finding => ({ mark: "wrong", says, advice });
export const unknown = (says: string, advice?: string): Finding => ({
  mark: "unknown",
  says,
  ...(advice && { advice }),
});

/** `1 instance`, `2 instances`. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;
