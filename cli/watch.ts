import { stillRead } from "./terminal";

/**
 * Does something again and again, until the wait between two rounds resolves to false: a command's wait does so only
 * when nobody reads any more; else Ctrl-C ends it. The first round must work; a later one that fails is handed to `tell`,
 * and the next one comes all the same, so that a lost network or a deploy does not end a watch that runs overnight.
 */
export async function watch(
  round: () => Promise<void>,
  wait: () => Promise<boolean>,
  tell: (error: unknown) => void,
): Promise<void> {
  await round();
  while (await wait()) await round().catch(tell);
}

/** The wait of a command; false when nobody reads any more. */
export const seconds = (number: number) => (): Promise<boolean> =>
  new Promise((resolve) => setTimeout(() => resolve(stillRead()), 1000 * number));
