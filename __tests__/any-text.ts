import fc from "fast-check";

const codePoint = fc
  .oneof(fc.integer({ max: 0xd7ff, min: 0 }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((code) => String.fromCodePoint(code));

/**
 * Text of any Unicode characters. It is what `fc.string({ unit: "binary" })` makes, without the table of a million
 * characters that costs every file of tests half a second.
 */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(codePoint, { maxLength }).map((characters) => characters.join(""));
