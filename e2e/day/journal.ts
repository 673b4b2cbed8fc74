/** What AWS would have written down somewhere, for somebody to find: which part did not find which other, and why. */
export class Journal {
  private readonly troubles = new Set<string>();
  /** Everything that happened, with its time, for a look afterwards. */
  readonly lines: string[] = [];

  constructor(private readonly now: () => number) {}

  note(line: string): void {
    this.lines.push(`${new Date(this.now()).toISOString().slice(11, 19)} ${line}`);
  }

  /** Something is not as it must be; the same is told once. */
  trouble(what: string): void {
    if (!this.troubles.has(what)) this.note(`TROUBLE ${what}`);
    this.troubles.add(what);
  }

  get allTroubles(): readonly string[] {
    return [...this.troubles];
  }
}
