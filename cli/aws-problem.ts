import { failureKind, type AwsFailure } from "../operate/aws-failure";
import { exitStatus } from "./exit-status";
import { profileProblem } from "./profile";
import { UserError } from "./user-error";

export { isDenied, needing } from "../operate/aws-failure";

/** The one place that puts an error of AWS, its SDK or the network into words for the user; undefined for any other. */
export function awsProblem(error: unknown): UserError | undefined {
  const kind = failureKind(error);
  if (kind === undefined) return undefined;
  const failure = error as AwsFailure;
  const problem = (message: string) => new UserError(message, exitStatus.aws);

  switch (kind) {
    case "credentials missing":
      return problem(`there are no AWS credentials: ${profileProblem() ?? firstLine(failure.message)}
Give them with \`aws configure\`, \`aws sso login\`, or the variables AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`);
    case "credentials expired":
      return problem("your AWS credentials have expired. Renew them, for example with: aws sso login");
    case "credentials wrong":
      return problem(`AWS does not accept your credentials: ${firstLine(failure.message)}
Which ones are used: aws configure list. A wrong clock of this machine has the same effect.`);
    case "denied":
      return problem(denied(failure));
    case "unreachable":
      return problem(`AWS cannot be reached: ${firstLine(failure.message) || failure.code || failure.name}
Check the network, a proxy (HTTPS_PROXY), and the region in cdktf.json.`);
    case "busy":
      return problem("AWS is too busy for this request right now. Try again in a minute.");
    case "other answer":
      return problem(`AWS answered ${failure.name}: ${firstLine(failure.message)}`);
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
