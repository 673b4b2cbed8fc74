import { decodeCbor } from "../../e2e/cbor";

const hex = (text: string) => decodeCbor(Buffer.from(text, "hex"));

// Examples of RFC 8949, Appendix A.
test.each([
  ["0a", 10],
  ["1903e8", 1000],
  ["1b000000e8d4a51000", 1e12],
  ["29", -10],
  ["f4", false],
  ["f5", true],
  ["f6", null],
  ["fb3ff199999999999a", 1.1],
  ["c11a514b67b0", 1363896240],
  ["6161", "a"],
  ["83010203", [1, 2, 3]],
  ["9f010203ff", [1, 2, 3]],
  ["a26161016162820203", { a: 1, b: [2, 3] }],
  ["bf61610161629f0203ffff", { a: 1, b: [2, 3] }],
])("%s", (text, value) => {
  expect(hex(text)).toEqual(value);
});
