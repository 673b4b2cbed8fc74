import type { IncomingMessage } from "node:http";

/** Services whose name in a signature is not IAM's prefix. */
const PREFIX: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/**
 * IAM's name of what a request to AWS does, such as `s3:GetBucketPolicy`, where it differs by service from the API's own
 * ("Required permissions for Amazon S3 API operations", "Identity-based IAM policies for Lambda").
 */
export function iamActionOf({ headers, url = "/", method = "GET" }: IncomingMessage, body: Buffer): string {
  const [, service = ""] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  const at = new URL(url, "http://aws");
  if (service === "s3") return `s3:${s3Action(method, at)}`;
  if (service === "lambda") return `lambda:${lambdaAction(method, at.pathname)}`;
  const target = headers["x-amz-target"];
  const operation = /\/operation\/(\w+)/.exec(url)?.[1];
  const asked = new URLSearchParams(body.toString()).get("Action");
  const name = typeof target === "string" ? target.split(".").at(-1) : (operation ?? asked);
  return `${PREFIX[service] ?? service}:${name ?? "unknown"}`;
}

const OF_BUCKETS: Readonly<Record<string, string>> = {
  accelerate: "AccelerateConfiguration",
  acl: "BucketAcl",
  cors: "BucketCORS",
  encryption: "EncryptionConfiguration",
  lifecycle: "LifecycleConfiguration",
  location: "BucketLocation",
  logging: "BucketLogging",
  notification: "BucketNotification",
  "object-lock": "BucketObjectLockConfiguration",
  ownershipControls: "BucketOwnershipControls",
  policy: "BucketPolicy",
  publicAccessBlock: "BucketPublicAccessBlock",
  replication: "ReplicationConfiguration",
  requestPayment: "BucketRequestPayment",
  tagging: "BucketTagging",
  versioning: "BucketVersioning",
  website: "BucketWebsite",
};

function s3Action(method: string, { pathname, searchParams }: URL): string {
  const isObject = /^\/[^/]+\/./.test(pathname);
  if (isObject) return { PUT: "PutObject", DELETE: "DeleteObject" }[method] ?? "GetObject";
  const part = Object.keys(OF_BUCKETS).find((name) => searchParams.has(name));
  if (part === undefined) return { PUT: "CreateBucket", DELETE: "DeleteBucket" }[method] ?? "ListBucket";
  // Only the policy has an action of its own for deleting; else an empty one is put.
  const verb = method === "GET" ? "Get" : method === "DELETE" && part === "policy" ? "Delete" : "Put";
  return `${verb}${OF_BUCKETS[part]}`;
}

const OF_FUNCTIONS: readonly (readonly [method: string, path: RegExp, action: string])[] = [
  ["POST", /\/functions$/, "CreateFunction"],
  ["GET", /\/functions\/[^/]+$/, "GetFunction"],
  ["DELETE", /\/functions\/[^/]+$/, "DeleteFunction"],
  ["GET", /\/functions\/[^/]+\/configuration$/, "GetFunctionConfiguration"],
  ["PUT", /\/functions\/[^/]+\/configuration$/, "UpdateFunctionConfiguration"],
  ["PUT", /\/functions\/[^/]+\/code$/, "UpdateFunctionCode"],
  ["GET", /\/versions$/, "ListVersionsByFunction"],
  ["GET", /\/code-signing-config$/, "GetFunctionCodeSigningConfig"],
  ["GET", /\/event-invoke-config$/, "GetFunctionEventInvokeConfig"],
  ["PUT", /\/event-invoke-config$/, "PutFunctionEventInvokeConfig"],
  ["DELETE", /\/event-invoke-config$/, "DeleteFunctionEventInvokeConfig"],
  ["GET", /\/policy$/, "GetPolicy"],
  ["POST", /\/policy$/, "AddPermission"],
  ["DELETE", /\/policy\/[^/]+$/, "RemovePermission"],
  ["GET", /\/tags\//, "ListTags"],
  ["POST", /\/tags\//, "TagResource"],
  ["DELETE", /\/tags\//, "UntagResource"],
];

function lambdaAction(method: string, path: string): string {
  const found = OF_FUNCTIONS.find(([one, pattern]) => one === method && pattern.test(path));
  return found?.[2] ?? `unknown (${method} ${path})`;
}
