/** What is read here of the errors of the AWS SDK, of Node's network and of our own `needing`. */
export interface AwsFailure {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  /** The IAM action that was tried, such as `s3:CreateBucket`. */
  permission?: string;
}

export type FailureKind =
  | "credentials missing"
  | "credentials expired"
  | "credentials wrong"
  | "denied"
  | "unreachable"
  | "busy"
  /** An answer of AWS that says something else, such as that a thing does not exist. */
  | "other answer";

const KINDS: readonly (readonly [FailureKind, RegExp])[] = [
  ["credentials missing", /^(CredentialsProviderError|TokenProviderError|AuthorizationHeaderMalformed)$/],
  ["credentials expired", /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/],
  [
    "credentials wrong",
    /^(InvalidClientTokenId|InvalidAccessKeyId|UnrecognizedClientException|SignatureDoesNotMatch|AuthFailure|InvalidSignatureException)$/,
  ],
  [
    "denied",
    /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|Forbidden|UnauthorizedAccess|403)$/,
  ],
  [
    "unreachable",
    /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|TimeoutError|UNABLE_TO_GET_ISSUER_CERT_LOCALLY|SELF_SIGNED_CERT_IN_CHAIN)$/,
  ],
  [
    "busy",
    /^(Throttling|ThrottlingException|TooManyRequestsException|RequestLimitExceeded|SlowDown|ServiceUnavailable)$/,
  ],
];

/** What kind of failure an error of AWS, its SDK or the network is; undefined for any other error. */
export function failureKind(error: unknown): FailureKind | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, code, $metadata } = error as AwsFailure;
  const known = KINDS.find(([, pattern]) => pattern.test(name) || pattern.test(code ?? ""));
  // S3 answers a HEAD without a body, so that the refusal has no name.
  if (!known && /^Unknown/.test(name) && $metadata?.httpStatusCode === 403) return "denied";
  return known?.[0] ?? ($metadata && "other answer");
}

/** Whether AWS knew the caller, and would not let them. */
export const isDenied = (error: unknown): boolean => failureKind(error) === "denied";

/** Lets a refusal of AWS name the permission that the call needs: `await needing("s3:CreateBucket", s3.send(…))`. */
export async function needing<Answer>(permission: string, call: Promise<Answer>): Promise<Answer> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error) (error as AwsFailure).permission = permission;
    throw error;
  }
}

/** All pages of a paginator of the SDK, with the permission that each of its calls needs. */
export async function pages<Page>(permission: string, paginator: AsyncIterable<Page>): Promise<readonly Page[]> {
  const all: Page[] = [];
  const collect = async () => {
    for await (const page of paginator) all.push(page);
  };
  await needing(permission, collect());
  return all;
}

/** Undefined where AWS answers that the thing does not exist, by one of the error names given. */
export async function unlessMissing<Answer>(
  names: readonly string[],
  call: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && names.includes(error.name)) return undefined;
    throw error;
  }
}

/** Undefined where the credentials lack the permission. */
export async function unlessDenied<Answer>(call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}
