const begin = "<!-- From here to the end: made by `npm run forecast:report`";

/** The document with everything after its mark replaced; what stands before is written by hand. */
export function made(document: string, fingerprint: string, text: string): string {
  const at = document.indexOf(begin);
  if (at < 0) throw new Error(`The document has no line that begins with: ${begin}`);
  return `${document.slice(0, at)}${begin}, fingerprint ${fingerprint} -->\n\n${text}\n`;
}

/** The fingerprint of the simulation that a document was made from. */
export const fingerprintIn = (document: string): string | undefined =>
  /fingerprint ([0-9a-f]+) -->/.exec(document)?.[1];
