/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map(() => "---");
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
