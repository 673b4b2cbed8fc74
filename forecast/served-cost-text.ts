import type { IdleCost } from "./idle-cost";

/** What a served model costs in a month, as lines: the items, then all together. */
export function servedCostText({ parts, total }: IdleCost): string {
  const rows = [...parts, { what: "together", dollars: total }].map(
    ({ what, dollars }) => [what, `$${dollars.toFixed(2)}`] as const,
  );
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([what, dollars]) => `  ${what.padEnd(widths[0] ?? 0)}  ${dollars.padStart(widths[1] ?? 0)}`);
  return [...lines, "Requests and logs cost on top: docs/serve.md"].join("\n");
}
