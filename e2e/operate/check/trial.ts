import type { ModelSpec } from "../../../models/format/spec";
import { checksFor, lookAtAll, type Line } from "../../../operate/check/checks";
import type { Finding } from "../../../operate/check/finding";
import { accountId, makeReady, project, spec } from "../ready";
import { setStage, type Stage } from "../stage";

/** The check of a model for which everything is ready, in an account that each test may change. */
export interface Trial {
  readonly stage: Stage;
  /** One line of the check, of the ready model or of one that differs from it; undefined where the model has no such line. */
  readonly line: (subject: string, different?: Partial<ModelSpec>) => Promise<Finding | undefined>;
  readonly all: (different?: Partial<ModelSpec>) => Promise<Line[]>;
  /** Each line with each mark that it has had, such as `image wrong`. */
  readonly seen: ReadonlySet<string>;
}

/** The tags of what a stack of this model has made. */
export const ours = [
  { Key: "Model", Value: "Sample" },
  { Key: "ManagedBy", Value: "elastic-models" },
];

/** Prepares it for all tests of the surrounding `describe`. */
export function setTrial(): Trial {
  const stage = setStage(makeReady);
  const seen = new Set<string>();
  return {
    stage,
    seen,
    line: async (subject, different = {}) => {
      const changed = { ...spec, ...different };
      const check = checksFor(changed).find((one) => one.subject === subject);
      const finding = await check?.look({ spec: changed, project, accountId });
      if (finding) seen.add(`${subject} ${finding.mark}`);
      return finding;
    },
    all: async (different = {}) => {
      const lines: Line[] = [];
      for await (const one of lookAtAll({ ...spec, ...different }, project)) {
        lines.push(one);
        seen.add(`${one.subject} ${one.mark}`);
      }
      return lines;
    },
  };
}
