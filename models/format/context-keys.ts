import { isScalar } from "yaml";
import { region } from "./identifiers";
import { boolean } from "./kinds/boolean";
import type { Key, Keys } from "./kinds/key";
import type { Kind } from "./kinds/kind";
import { text } from "./kinds/text";
import { tags } from "./tags";

/** CDKTF's templates write it in quotes. */
const trueOrFalse: Kind<boolean> = {
  ...boolean,
  schema: { enum: [true, false, "true", "false"] },
  read(at) {
    const value = isScalar(at.node) ? at.node.value : undefined;
    return value === "true" || value === "false" ? value === "true" : boolean.read(at);
  },
};

/** Every key of cdktf.json's context: the source of its reader and of its table in docs/model-yaml.md. */
export const CONTEXT_KEYS = {
  region: { kind: region, required: true, meaning: "the AWS region of every model that names none" },
  stateBucket: {
    kind: text({
      words: "a bucket's name",
      min: 3,
      max: 63,
      rules: [{ fits: /^[a-z0-9][a-z0-9.-]*[a-z0-9]$/u, otherwise: "is not the name of an S3 bucket" }],
    }),
    meaning: "the S3 bucket of Terraform's state",
  },
  statePrefix: {
    kind: text({
      words: "letters, digits and _ . / -",
      max: 200,
      rules: [
        { fits: /^[\w.-]+(\/[\w.-]+)*$/u, otherwise: "may hold letters, digits and _ . - between single slashes only" },
      ],
    }),
    default: "elastic-models",
    meaning: "what the names of state objects begin with",
  },
  tags: { kind: tags, default: {}, meaning: "tags on everything of every stack" },
  awsProviderVersion: {
    kind: text({
      words: "a Terraform version constraint",
      max: 100,
      rules: [
        {
          fits: /^\s*(=|!=|>=?|<=?|~>)?\s*\d+(\.\d+){0,2}(\s*,\s*(=|!=|>=?|<=?|~>)?\s*\d+(\.\d+){0,2})*\s*$/u,
          otherwise: "is not a version constraint such as 6.25.0 or ~> 6.25",
        },
      ],
    }),
    meaning: "the version of the AWS provider",
  },
  repository: {
    kind: text({
      words: "`owner/name`",
      max: 140,
      rules: [{ fits: /^[\w.-]+\/[\w.-]+$/u, otherwise: "is not a GitHub repository such as owner/name" }],
    }),
    meaning: "the GitHub repository whose pull requests show plans",
  },
  excludeStackIdFromLogicalIds: cdktfFlag(),
  allowSepCharsInLogicalIds: cdktfFlag(),
} satisfies Keys;

/** A setting of CDKTF's names, which its templates put into the context. Names here follow a rule of their own. */
function cdktfFlag(): Key<boolean> {
  return {
    kind: trueOrFalse,
    meaning: "of CDKTF's templates; changes nothing here",
  };
}
