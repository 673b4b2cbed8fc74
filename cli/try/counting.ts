import { grey } from "../terminal";

/** Where a count is shown: a terminal's line that is written over and over, or else a new line now and then. */
interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How many changes go by before the next line, where none can be written over. */
const EVERY = 10;

/**
 * Follows what Terraform says while it applies, line by line, and shows how far it is: `12 of 46  aws_vpc.network_vpc`.
 * Of what is being made it names the last one that is done.
 */
export function counting(screen: Screen = process.stderr): { line(text: string): void; end(): number } {
  let [total, done] = [0, 0];
  const show = (text: string, last = false) => {
    if (screen.isTTY) screen.write(`\r\u001b[K   ${text}${last ? "\n" : ""}`);
    else if (last || done % EVERY === 0) screen.write(`   ${text}\n`);
  };
  return {
    line(text) {
      const [, add, destroy] =
        /Plan: (?:\d+ to import, )?(\d+) to add, \d+ to change, (\d+) to destroy/.exec(text) ?? [];
      if (add !== undefined && destroy !== undefined) total = Number(add) + Number(destroy);
      const [, address] = /(aws_\w+\.[\w-]+).*: (?:Creation|Destruction) complete after/.exec(text) ?? [];
      if (address === undefined) return;
      done++;
      show(`${String(done).padStart(2)} of ${total}  ${grey(address)}`);
    },
    end() {
      if (screen.isTTY && done > 0) screen.write("\r\u001b[K");
      return done;
    },
  };
}
