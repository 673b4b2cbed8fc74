import { awsProblem, needing } from "../../cli/aws-problem";

const failure = (name: string, message = "", more = {}) => Object.assign(new Error(message), { name, ...more });

test.each([
  ["CredentialsProviderError", "Could not load credentials", /no AWS credentials: Could not load.*\n.*aws sso login/],
  ["ExpiredToken", "The token has expired", /credentials have expired. Renew/],
  ["InvalidClientTokenId", "The security token is invalid", /does not accept your credentials: The security/],
  ["SignatureDoesNotMatch", "The request signature", /wrong clock/],
  ["ThrottlingException", "Rate exceeded", /too busy/],
])("%s is put into words", (name, message, words) => {
  expect(awsProblem(failure(name, message))).toMatchObject({
    status: 3,
    message: expect.stringMatching(words) as string,
  });
});

test.each(["ENOTFOUND", "ECONNREFUSED", "ETIMEDOUT"])("%s is a matter of the network", (code) => {
  const { message } = awsProblem(failure("Error", `connect ${code} 10.0.0.1:443`, { code })) ?? {};
  expect(message).toMatch(/^AWS cannot be reached: connect/);
});

test("a refusal names the permission that AWS names, or the one that the call needs", async () => {
  const named = failure(
    "AccessDeniedException",
    "User: arn:x is not authorized to perform: sqs:GetQueueUrl on resource: y",
  );
  expect(awsProblem(named)?.message).toMatch(/^your AWS credentials lack the permission sqs:GetQueueUrl: /);

  const unnamed = await needing("s3:CreateBucket", Promise.reject(failure("AccessDenied", "Access Denied"))).catch(
    (error: unknown) => error,
  );
  expect(awsProblem(unnamed)?.message).toMatch(
    /^your AWS credentials lack the permission s3:CreateBucket: Access Denied/,
  );
});

test("any other answer of AWS is shown as it is, in one line", () => {
  const odd = failure("InvalidBucketName", "The specified bucket is not valid.\nmore", { $metadata: {} });
  expect(awsProblem(odd)?.message).toBe("AWS answered InvalidBucketName: The specified bucket is not valid.");
});

test("an error that is not AWS's is left to others", () => {
  expect(awsProblem(new TypeError("x is undefined"))).toBeUndefined();
  expect(awsProblem("text")).toBeUndefined();
});
