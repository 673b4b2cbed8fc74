/**
 * Runs the emulator until Ctrl-C: `node run.cjs emulator/start.ts [port]` (5000 unless told). Prints the lines that
 * point a shell at it.
 */
import { startEmulator } from "./emulator";
import { PythonProblem } from "./python";

async function main(): Promise<void> {
  const emulator = await startEmulator({ port: Number(process.argv[2] ?? 5000) });
  for (const [name, value] of Object.entries(emulator.environment)) {
    console.log(value === undefined ? `unset ${name}` : `export ${name}=${value}`);
  }
  console.error(`The emulator answers at ${emulator.endpoint} until Ctrl-C; its log is ${emulator.logFile}`);
  const awake = setInterval(() => {}, 60_000);
  await new Promise((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  clearInterval(awake);
  await emulator.stop();
}

main().catch((error: unknown) => {
  console.error(error instanceof PythonProblem ? error.message : error);
  process.exitCode = 1;
});
