/** Grants that no day uses, each with the reason why it is there. */
export const unusedBecause: Readonly<Record<string, string>> = {};
