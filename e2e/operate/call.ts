import type { IncomingMessage } from "node:http";

/** One request to AWS, as IAM sees it. */
export interface Call {
  /** IAM's name of it: `ec2:DescribeVpcs`. */
  readonly action: string;
  /** That it was signed for. */
  readonly region: string;
  /** How the service speaks, which decides how a refusal looks. */
  readonly protocol: "query" | "ec2" | "json" | "cbor" | "s3";
  readonly method: string;
}

/** Services whose name in a signature is not IAM's prefix. */
const PREFIX: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/** Reads a request's action off the place where its protocol has it. */
export function actionOf({ headers, url = "/", method = "GET" }: IncomingMessage, body: Buffer): Call {
  const [, region = "", service = ""] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  const prefix = PREFIX[service] ?? service;
  const call = (name: string, protocol: Call["protocol"]): Call => ({
    action: `${prefix}:${name}`,
    region,
    protocol,
    method,
  });

  const target = headers["x-amz-target"];
  if (typeof target === "string") return call(target.split(".").at(-1) ?? "", "json");
  const operation = /\/operation\/(\w+)/.exec(url)?.[1];
  if (operation) return call(operation, "cbor");
  if (service === "s3") return call(s3Action(method, new URL(url, "http://s3")), "s3");
  const action = new URLSearchParams(body.toString()).get("Action") ?? "";
  return call(action, service === "ec2" ? "ec2" : "query");
}

/** "Required permissions for Amazon S3 API operations": HEAD and listing of a bucket are ListBucket. */
function s3Action(method: string, { pathname, searchParams }: URL): string {
  const isObject = /^\/[^/]+\/./.test(pathname);
  if (searchParams.has("tagging")) return isObject ? "GetObjectTagging" : "GetBucketTagging";
  if (!isObject) return method === "PUT" ? "CreateBucket" : "ListBucket";
  if (method === "DELETE") return "DeleteObject";
  return method === "PUT" ? "PutObject" : "GetObject";
}
