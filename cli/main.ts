import { run } from "./program";

// Not process.exit(): what is still to be written must get out.
void run(process.argv.slice(2)).then((status) => (process.exitCode = status));
