import { details } from "./detail";
import { markdown } from "./markdown";
import { reportDocument, type Report } from "./report";

/** A comment of an earlier run is found by its first line. */
export const marker = "<!-- elastic-models: plan review -->";

/** GitHub refuses a longer comment: "Body is too long (maximum is 65536 characters)". Counted here in bytes, which are never fewer. */
export const commentLimit = 65_536;

/** "Workflow commands for GitHub Actions": a step's summary holds at most 1 MiB. */
export const summaryLimit = 1_048_576;

/**
 * The review as Markdown of at most `limit` bytes. What does not fit is left out from the least important on, and the
 * text says so: first Terraform's own plans, at last everything but the first warnings.
 */
export function comment(report: Report, limit = commentLimit): string {
  for (const detail of details) {
    const body = `${marker}\n${markdown(reportDocument(report, detail))}`;
    if (Buffer.byteLength(body) <= limit) return body;
  }
  return `${marker}\n## Plan review\n\nThis review is too long for a comment, even when shortened: read it in the workflow's summary.\n`;
}
