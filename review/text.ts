/** A line of text with parts that are names or values, or stressed. Each printer writes them in its own way. */
export type Text = readonly (string | { readonly code: string } | { readonly strong: string })[];

/** ``text`The queue ${name} is destroyed` ``: what is put in is a name or a value. */
export function text(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Text {
  return strings.flatMap((string, i) => {
    const value = values[i];
    return [...(string ? [string] : []), ...(value === undefined ? [] : [{ code: String(value) }])];
  });
}

/**
 * Without characters that nobody sees: control characters can forge a terminal's output, and those that turn the
 * direction of writing can show a value as another one ("Trojan Source").
 */
export function visible(words: string): string {
  return words.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    "\ufffd",
  );
}
