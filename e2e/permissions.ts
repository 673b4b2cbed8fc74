/** What IAM asks of the caller of a call, where it is not an action of the call's own name ("Actions, resources …"). */
const asked: Readonly<Record<string, readonly string[]>> = {
  // Listing decides whether the answer for an object that is not there is 404 or 403.
  "s3:HeadObject": ["s3:GetObject", "s3:ListBucket"],
  "s3:CreateMultipartUpload": ["s3:PutObject"],
  "s3:UploadPart": ["s3:PutObject"],
  "s3:CompleteMultipartUpload": ["s3:PutObject"],
};

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Those of the calls, such as `sqs:SendMessage Megadetector-video.fifo`, that a policy of allowing statements lacks. */
export function refused(calls: readonly string[], policy: string): string[] {
  const { Statement: statements } = JSON.parse(policy) as { Statement: Statement[] };
  const allows = (action: string, subject: string) =>
    statements.some(
      (statement) =>
        statement.Effect === "Allow" &&
        [statement.Action].flat().includes(action) &&
        [statement.Resource].flat().some((resource) => covers(resource, subject)),
    );
  return [...new Set(calls)].filter((call) => {
    const [name = "", subject = ""] = call.split(" ");
    return !(asked[name] ?? [name]).every((action) =>
      allows(action, action === "s3:ListBucket" ? (subject.split("/")[0] ?? "") : subject),
    );
  });
}

/** Whether `arn:aws:s3:::bucket/*` or the like covers `bucket/key`, a queue's name or a CloudFormation stack's. */
function covers(resource: string, subject: string): boolean {
  const own = resource
    .split(":")
    .slice(5)
    .join(":")
    .replace(/^stack\/([^/]+)\/\*$/, "$1");
  if (resource === "*") return true;
  return own.endsWith("*") ? subject.startsWith(own.slice(0, -1)) : subject === own;
}
