import fc from "fast-check";
import { patternCovers, widenings } from "../../review/policy/widened";
import { runs } from "../runs";

const document = (...Statement: object[]) => JSON.stringify({ Statement });
const allow = (Action: string | string[], Resource: string | string[] = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const newly = (before: string, after: string) =>
  widenings(before, after)?.map(({ action, resource }) => `${action} ${resource}`);

describe("what a policy newly allows", () => {
  test.each([
    ["the same in other statements", document(allow(["a:X", "a:Y"])), document(allow("a:Y"), allow("a:X")), []],
    ["another case of an action", document(allow("S3:GetObject")), document(allow("s3:getobject")), []],
    ["within a wildcard", document(allow("s3:Get*", "arn:b/*")), document(allow("s3:GetObject", "arn:b/c/*")), []],
    [
      "beyond a wildcard",
      document(allow("s3:Get*", "arn:b/*")),
      document(allow("s3:GetObject", "arn:*")),
      ["s3:GetObject arn:*"],
    ],
    [
      "a condition that goes",
      document(allow("a:X", "*", { Condition: { Bool: { k: "true" } } })),
      document(allow("a:X")),
      ["a:X *"],
    ],
    [
      "a condition that comes",
      document(allow("a:X")),
      document(allow("a:X", "*", { Condition: { Bool: { k: "true" } } })),
      [],
    ],
    [
      "a condition's value more",
      document(allow("a:X", "*", { Condition: { StringEquals: { k: "1" } } })),
      document(allow("a:X", "*", { Condition: { StringEquals: { k: ["1", "2"] } } })),
      ["a:X *"],
    ],
    [
      "an excluded value less",
      document(allow("a:X", "*", { Condition: { StringNotEquals: { k: ["1", "2"] } } })),
      document(allow("a:X", "*", { Condition: { StringNotEquals: { k: "1" } } })),
      ["a:X *"],
    ],
    [
      "a denial that goes",
      document(allow("a:*"), { Effect: "Deny", Action: "a:X", Resource: "*" }),
      document(allow("a:*")),
      ["a:X *"],
    ],
    [
      "everything but",
      document(allow("a:X")),
      document({ Effect: "Allow", NotAction: "b:*", Resource: "*" }),
      [expect.stringContaining("NotAction")],
    ],
    [
      "everything but, as before",
      document({ Effect: "Allow", NotAction: "b:*", Resource: "*" }),
      document({ Sid: "S", Effect: "Allow", NotAction: "b:*", Resource: "*" }),
      [],
    ],
  ])("%s", (_what, before, after, expected) => {
    expect(newly(before, after)).toEqual(expected);
  });

  test("text that is no policy cannot be judged", () => {
    expect(widenings("not JSON", document())).toBeUndefined();
  });
});

test("a pattern covers another only when it matches all of it", () => {
  expect(patternCovers("a*", "ab*")).toBe(true);
  expect(patternCovers("ab*", "a*")).toBe(false);
  expect(patternCovers("a?c", "abc")).toBe(true);
  expect(patternCovers("a?c", "a*c")).toBe(false);
  expect(patternCovers("a.c", "abc")).toBe(false);
});

test("nothing that becomes allowed is ever missed", () => {
  const letters = fc
    .array(fc.constantFrom("a", "b", "*", "?"), { minLength: 1, maxLength: 3 })
    .map((all) => all.join(""));
  const values = fc.uniqueArray(fc.constantFrom("1", "2", "3"), { minLength: 1 });
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.array(letters, { minLength: 1, maxLength: 2 }),
    Resource: letters,
    Principal: fc.constantFrom("*", { AWS: "1" }, { AWS: ["1", "2"] }),
    Condition: fc.option(
      fc.oneof(
        values.map((k) => ({ StringEquals: { k } })),
        values.map((k) => ({ StringNotEquals: { k } })),
      ),
      { nil: undefined },
    ),
  });
  type Made = typeof statement extends fc.Arbitrary<infer T> ? T : never;

  const texts = ["a", "b", "aa", "ab", "ba", "bb", "aab", "bab"];
  const requests = texts.flatMap((action) =>
    texts.flatMap((resource) =>
      ["1", "2", "3"].flatMap((principal) => ["1", "2", "3"].map((k) => ({ action, resource, principal, k }))),
    ),
  );
  const matches = (pattern: string, word: string) =>
    new RegExp(`^${pattern.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(word);
  const applies = (
    { Action, Resource, Principal, Condition }: Made,
    { action, resource, principal, k }: (typeof requests)[number],
  ) =>
    Action.some((pattern) => matches(pattern, action)) &&
    matches(Resource, resource) &&
    (typeof Principal === "string" || [Principal.AWS].flat().includes(principal)) &&
    (Condition === undefined ||
      ("StringEquals" in Condition
        ? Condition.StringEquals.k.includes(k as "1")
        : !Condition.StringNotEquals.k.includes(k as "1")));
  const allows = (policy: Made[], request: (typeof requests)[number]) =>
    policy.some((one) => one.Effect === "Allow" && applies(one, request)) &&
    !policy.some((one) => one.Effect === "Deny" && applies(one, request));

  let judged = 0;
  const policies = fc.array(statement, { maxLength: 3 });
  fc.assert(
    fc.property(policies, policies, (before, after) => {
      const found = widenings(document(...before), document(...after));
      if (found?.length !== 0) return;
      judged++;
      expect(requests.filter((request) => allows(after, request) && !allows(before, request))).toEqual([]);
    }),
    runs(400),
  );
  // Else the property would hold because it never looked.
  expect(judged).toBeGreaterThan(100);
});
