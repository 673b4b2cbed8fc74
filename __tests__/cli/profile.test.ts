import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { profileProblem } from "../../cli/profile";

const folder = mkdtempSync(join(tmpdir(), "aws-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE] = [join(folder, "config"), join(folder, "credentials")];
writeFileSync(
  AWS_CONFIG_FILE,
  "[default]\nregion = us-west-2\n[sso-session lab]\n[ profile  benthos ]\nrole_arn = [x]\n",
);
writeFileSync(AWS_SHARED_CREDENTIALS_FILE, "[midwater]\naws_access_key_id = AKIA\n");

const problemOf = (AWS_PROFILE?: string, more = {}) =>
  profileProblem({
    AWS_CONFIG_FILE,
    AWS_SHARED_CREDENTIALS_FILE,
    ...(AWS_PROFILE !== undefined && { AWS_PROFILE }),
    ...more,
  });

test.each([undefined, "", "default", "benthos", "midwater"])("%p is no problem", (profile) => {
  expect(problemOf(profile)).toBeUndefined();
});

test("a misspelt one is named, with what was meant", () => {
  expect(problemOf("bentos")).toBe(
    `AWS_PROFILE is bentos, and no such profile is in ${AWS_CONFIG_FILE} or ${AWS_SHARED_CREDENTIALS_FILE}; did you mean \`benthos\`?`,
  );
});

test("where nothing is like it, what there is", () => {
  expect(problemOf("somebody-else")).toMatch(/; there are: default, benthos, midwater$/);
});

test("files that are not there hold none", () => {
  const none = join(folder, "none");
  expect(problemOf("benthos", { AWS_CONFIG_FILE: none, AWS_SHARED_CREDENTIALS_FILE: none })).toBe(
    `AWS_PROFILE is benthos, and no such profile is in ${none} or ${none}`,
  );
});
