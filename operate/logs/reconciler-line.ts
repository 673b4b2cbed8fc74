/** What is read here of a line that the reconciler writes; see reconciler/report.ts. */
interface Reported {
  readonly action?: string;
  readonly result?: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly unseen?: string;
  readonly _aws?: unknown;
  readonly [what: string]: unknown;
}

/** What the sentence says, or what is the same as the instance's id; the rest stands behind it. */
const SAID: ReadonlySet<string> = new Set(["level", "action", "result", "reason", "detail", "containerInstanceArn"]);

/** A line of the reconciler's log for a person; undefined for those that say nothing: metrics, and Lambda's own. */
export function reconcilerLine(text: string): string | undefined {
  const line = parsed(text);
  if (!line) return /^(START|END|REPORT|INIT_START) /.test(text) ? undefined : text;
  const { action, result, reason, detail, unseen, _aws } = line;
  if (_aws !== undefined) return undefined;
  if (unseen) return `could not see ${unseen}`;
  if (!action) return text;
  const things = Object.entries(line).flatMap(([name, value]) =>
    SAID.has(name) ? [] : `${name} ${Array.isArray(value) ? value.join(",") : String(value)}`,
  );
  const how = result === "done" ? "" : result === "notNow" ? " (not now)" : ` (${result})`;
  return `${action}${how}: ${reason}${detail ? `; ${detail}` : ""}${things.length > 0 ? ` [${things.join(", ")}]` : ""}`;
}

function parsed(text: string): Reported | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Reported;
  } catch {
    return undefined;
  }
}
