import { exitStatus } from "./exit-status";
import { UserError } from "./user-error";

/** What is read here of the errors of the AWS SDK, of Node's network and of our own `needing`. */
interface AwsFailure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  /** The IAM action that was tried, such as `s3:CreateBucket`. */
  permission?: string;
}

const CREDENTIALS_MISSING = /^(CredentialsProviderError|TokenProviderError|AuthorizationHeaderMalformed)$/;
const CREDENTIALS_OLD = /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/;
const CREDENTIALS_WRONG =
  /^(InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClientException|SignatureDoesNotMatch|AuthFailure|InvalidSignatureException)$/;
const DENIED =
  /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|Forbidden|UnauthorizedAccess|403)$/;
const UNREACHABLE =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|TimeoutError|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|SELF_SIGNED_CERT_IN_CHAIN)$/;
const BUSY =
  /^(Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded|SlowDown|ServiceUnavailable)$/;

/** The one place that puts an error of AWS, its SDK or the network into words for the user; undefined for any other. */
export function awsProblem(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  const failure = error as AwsFailure;
  const is = (pattern: RegExp) => pattern.test(failure.name) || pattern.test(failure.code ?? "");
  const problem = (message: string) => new UserError(message, exitStatus.aws);

  if (is(CREDENTIALS_MISSING)) {
    return problem(`there are no AWS credentials: ${firstLine(failure.message)}
Give them with \`aws configure\`, \`aws sso login\`, or the variables AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`);
  }
  if (is(CREDENTIALS_OLD)) {
    return problem("your AWS credentials have expired. Renew them, for example with: aws sso login");
  }
  if (is(CREDENTIALS_WRONG)) {
    return problem(`AWS does not accept your credentials: ${firstLine(failure.message)}
Which ones are used: aws configure list. A wrong clock of this machine has the same effect.`);
  }
  if (is(DENIED)) return problem(denied(failure));
  if (is(UNREACHABLE)) {
    return problem(`AWS cannot be reached: ${firstLine(failure.message) || failure.code || failure.name}
Check the network, a proxy (HTTPS_PROXY), and the region in cdktf.json.`);
  }
  if (is(BUSY)) return problem("AWS is too busy for this request right now. Try again in a minute.");
  if (failure.$metadata) return problem(`AWS answered ${failure.name}: ${firstLine(failure.message)}`);
  return undefined;
}

/** Whether AWS knew the caller, and would not let them. */
export function isDenied(error: unknown): boolean {
  return error instanceof Error && DENIED.test(error.name);
}

/** Lets a refusal of AWS name the permission that the call needs: `await needing("s3:CreateBucket", s3.send(…))`. */
export async function needing<Answer>(permission: string, call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error) (error as AwsFailure).permission = permission;
    throw error;
  }
}

function denied({ message, permission }: AwsFailure): string {
  // AWS names the action in most services: "… is not authorized to perform: sqs:GetQueueUrl on resource: …".
  const action = permission ?? /not authorized to perform:? ([\w-]+:\w+)/.exec(message)?.[1];
  return `your AWS credentials lack ${action ? `the permission ${action}` : "a permission"}: ${firstLine(message)}
Ask whoever manages the account to allow it, or use other credentials (AWS_PROFILE).`;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
