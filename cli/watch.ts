/**
 * Does something again and again, until the wait between two rounds resolves to false: a command's wait never does, so
 * that Ctrl-C ends it. The first round must work; a later one that fails is handed to `tell`, and the next one comes all the
 * same, so that a lost network or a deploy does not end a watch that runs overnight.
 */
export async function watch(
  round: () => Promise<void>,
  wait: () => Promise<boolean>,
  tell: (error: unknown) => void,
): Promise<void> {
  await round();
  while (await wait()) await round().catch(tell);
}

/** The wait of a command. */
export const seconds = (number: number) => (): Promise<boolean> =>
  new Promise((resolve) => setTimeout(() => resolve(true), 1000 * number));
