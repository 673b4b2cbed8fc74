import { OWN_TAGS } from "./own-tags";
import { map } from "./kinds/map";
import { asWritten, text, type TextRule } from "./kinds/text";

/** "Tag naming limits and requirements": 50 tags a resource, of which the stack's own are a few. */
export const MAX_TAGS = 50 - OWN_TAGS.length;

const RULES: readonly TextRule[] = [
  {
    fits: /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u,
    otherwise: "may hold letters, digits, spaces and _ . : / = + - @ only",
  },
  { fits: /^(?![aA][wW][sS]:)/u, otherwise: "may not start with aws:" },
];

/** CDKTF resolves tags into a plain object, where `__proto__` is no name: it would reach some resources and not others. */
const NOT_PROTO: TextRule = {
  fits: /^(?!__proto__$)/u,
  otherwise: "is a name that JavaScript keeps for itself, which CDKTF loses; rename it",
};

/** Tags beside the stack's own. IAM takes `Team` and `team` for one key, so they may not stand together. */
export const tags = map({
  name: text({
    words: "1 to 128 letters, digits, spaces and `_ . : / = + - @`, not starting with `aws:`",
    max: 128,
    rules: [...RULES, NOT_PROTO],
    also: (name) => {
      const own = OWN_TAGS.find((known) => known.toLowerCase() === name.toLowerCase());
      return own && `is a tag of the stack itself${own === name ? "" : ` (${own})`}; rename it`;
    },
  }),
  value: asWritten({ words: "the same, at most 256", max: 256, rules: RULES }),
  max: MAX_TAGS,
  folded: true,
});
