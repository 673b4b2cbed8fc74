import { isScalar } from "yaml";
import type { Kind } from "./kind";
import { shown } from "./shown";

/** `true` or `false`; YAML 1.1's `yes` and `no` are text to YAML 1.2, and the error says so. */
export const boolean: Kind<boolean> = {
  words: "`true` or `false`",
  schema: { type: "boolean" },
  read(at) {
    const value = isScalar(at.node) ? at.node.value : undefined;
    if (typeof value === "boolean") return value;
    const meant = typeof value === "string" ? MEANT.get(value.toLowerCase()) : undefined;
    return at.error(
      meant === undefined ? `${shown(at)} is neither true nor false` : `${shown(at)} is text; write ${meant}`,
    );
  },
};

const MEANT = new Map([
  ["yes", "true"],
  ["on", "true"],
  ["y", "true"],
  ["true", "true"],
  ["no", "false"],
  ["off", "false"],
  ["n", "false"],
  ["false", "false"],
]);
