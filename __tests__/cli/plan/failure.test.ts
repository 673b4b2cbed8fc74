import { failureOf } from "../../../cli/plan/failure";

/** The first lines, which are ours, of what a user reads when Terraform (1.11.4) ends with this on stderr. */
function said(stderr: string): string {
  const [ours = ""] = failureOf("Megadetector", { status: 1, stdout: "", stderr }).split("\n\nTerraform said:\n");
  return ours;
}

test("a locked state names who holds it, and what to do", () => {
  expect(
    said(`Error: Error acquiring the state lock

Error message: operation error S3: PutObject, https response error
StatusCode: 412, RequestID: 69ZW, HostID: 9Gjj,
api error PreconditionFailed: At least one of the pre-conditions you
specified did not hold
Lock Info:
  ID:        0b9c1a5e-0000-1111-2222-333344445555
  Path:      state/elastic-models/Megadetector.tfstate
  Operation: OperationTypeApply
  Who:       anna@lab-laptop
  Version:   1.11.4
  Created:   2026-11-22 07:00:00.123456 +0000 UTC
  Info:      
`),
  )
    .toBe(`the state of Megadetector is locked: anna@lab-laptop has been at it (OperationTypeApply) since 2026-11-22 07:00:00.123456 +0000 UTC.
Wait until that is done, or plan without a lock: --no-lock
If that run is dead: terraform -chdir=cdktf.out/stacks/Megadetector force-unlock 0b9c1a5e-0000-1111-2222-333344445555`);
});

test.each([
  [
    "no credentials",
    "Error: No valid credential sources found\n\nPlease see https://developer.hashicorp.com/terraform/language/backend/s3",
    /^there are no AWS credentials/,
  ],
  [
    "credentials that AWS does not accept",
    "Error: validating provider credentials: retrieving caller identity from STS: operation error STS:\nGetCallerIdentity, https response error StatusCode: 403, api\nerror InvalidClientTokenId: The security token included in the request is invalid.",
    /^AWS does not accept your credentials: The security token included in the request is invalid\.\n/,
  ],
  [
    "old credentials",
    "Error: operation error S3: ListObjectsV2, https response error StatusCode: 400, api error ExpiredToken: The provided token has expired.",
    /^your AWS credentials have expired/,
  ],
  [
    "a permission that is missing",
    "Error: reading SQS Queue: operation error SQS: GetQueueAttributes, api error AccessDenied: User: arn:aws:iam::1:user/anna is not authorized to perform:\nsqs:GetQueueAttributes on resource: x",
    /^your AWS credentials lack the permission sqs:GetQueueAttributes/,
  ],
  [
    "no network",
    'Error: request send failed, Post "https://sts.us-west-2.amazonaws.com/": dial tcp: lookup sts.us-west-2.amazonaws.com: no such host',
    /^AWS cannot be reached: dial tcp/,
  ],
  [
    "no bucket for the state",
    'Error: Failed to get existing workspaces: S3 bucket "lab-state" does not exist.',
    /^there is no bucket lab-state for the state.*\.\/model state create$/,
  ],
  [
    "a state that lies elsewhere",
    "Error: Backend configuration changed\n\nA change in the backend",
    /--migrate-state$/,
  ],
  [
    "no provider",
    "Error: Failed to query available provider packages\n\nCould not retrieve",
    /^the AWS provider could not be installed/,
  ],
])("%s", (_what, stderr, words) => {
  expect(said(stderr)).toMatch(words);
});

test("anything else is what Terraform said", () => {
  const stderr =
    "Error: Resource postcondition failed\n\nInstanceTypes: no availability zone of us-west-2 offers p9.huge.";
  expect(failureOf("S", { status: 1, stdout: "", stderr })).toBe(stderr);
});
