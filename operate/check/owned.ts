import { ok, unknown, wrong, type Finding } from "./finding";

/** A name that the stack is going to use, and who has it now. */
export interface Owned {
  readonly name: string;
  /** `unseen`: something has it, but whose it is may not be looked at. */
  readonly owner: "nobody" | "this model" | "another" | "unseen";
}

/** Judges names of one kind of thing; `advice` says how to be rid of those that another owns. */
export function explainOwners(
  kind: string,
  things: readonly Owned[],
  advice: (names: readonly string[]) => string,
): Finding {
  const of = (owner: Owned["owner"]) => things.filter((thing) => thing.owner === owner).map(({ name }) => name);
  const foreign = of("another");
  if (foreign.length > 0) {
    return wrong(`not made for this model: ${kind} ${foreign.join(", ")}; a deploy would fail`, advice(foreign));
  }
  const unseen = of("unseen");
  if (unseen.length > 0) return unknown(`whose it is cannot be seen: ${kind} ${unseen.join(", ")}`);
  const [free, ours] = [of("nobody"), of("this model")];
  if (ours.length === 0) return ok(`${free.join(", ")}: free`);
  return ok(
    free.length === 0
      ? `${ours.join(", ")}: this model's`
      : `this model's: ${ours.join(", ")}; free: ${free.join(", ")}`,
  );
}
