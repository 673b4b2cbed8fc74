/** `1 video`, `2 videos`: for reasons, which people read in the log. */
export const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;
