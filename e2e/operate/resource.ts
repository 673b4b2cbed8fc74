import type { IncomingMessage } from "node:http";

const account = "123456789012";

/** What is read here of a request's body, in JSON or as a query. */
interface Named {
  readonly QueueUrl?: string;
  readonly QueueName?: string;
  readonly SourceArn?: string;
  readonly Name?: string;
  readonly cluster?: string;
  readonly clusters?: readonly string[];
  readonly services?: readonly string[];
  readonly containerInstances?: readonly string[];
  readonly tasks?: readonly string[];
  readonly logGroupName?: string;
  readonly logStreamName?: string;
  readonly AutoScalingGroupName?: string;
  readonly StackName?: string;
  readonly registryId?: string;
  readonly repositoryName?: string;
  readonly resourceArn?: string;
  readonly ServiceCode?: string;
  readonly QuotaCode?: string;
  readonly KeyId?: string;
  readonly CertificateArn?: string;
}

/** ARN of what a request is about, as IAM sees it; `*` where IAM sees none ("Actions, resources, and condition keys"). */
export function resourceOf(action: string, region: string, { url = "/" }: IncomingMessage, body: Buffer): string {
  const named = read(body);
  const here = (resource: string) => `arn:aws:${action.split(":")[0]}:${region}:${account}:${resource}`;
  const { cluster = "", logGroupName = "", Name = "" } = named;
  switch (action) {
    case "s3:ListBucket":
    case "s3:GetBucketTagging":
      return `arn:aws:s3:::${pathOf(url).split("/")[0]}`;
    case "s3:GetObject":
      return `arn:aws:s3:::${pathOf(url)}`;
    case "ssm:GetParameter":
    case "ssm:PutParameter":
      return Name.startsWith("/aws/") ? `arn:aws:ssm:${region}::parameter${Name}` : here(`parameter${Name}`);
    case "ecs:DescribeClusters":
      return here(`cluster/${named.clusters?.[0]}`);
    case "ecs:DescribeServices":
      return here(`service/${cluster}/${named.services?.[0]}`);
    case "ecs:ListContainerInstances":
      return here(`cluster/${cluster}`);
    case "ecs:DescribeContainerInstances":
      return here(`container-instance/${cluster}/${lastPart(named.containerInstances?.[0])}`);
    case "ecs:DescribeTasks":
      return here(`task/${cluster}/${lastPart(named.tasks?.[0])}`);
    case "logs:FilterLogEvents":
    case "logs:DescribeLogStreams":
      return here(`log-group:${logGroupName}:*`);
    case "logs:GetLogEvents":
      return here(`log-group:${logGroupName}:log-stream:${named.logStreamName}`);
    case "autoscaling:SuspendProcesses":
    case "autoscaling:ResumeProcesses":
      return here(`autoScalingGroup:1:autoScalingGroupName/${named.AutoScalingGroupName}`);
    case "cloudformation:DescribeStacks":
      return here(`stack/${named.StackName}/1`);
    case "cloudwatch:DescribeAlarms":
      return here("alarm:*");
    case "ecr:DescribeImages":
      return `arn:aws:ecr:${region}:${named.registryId}:repository/${named.repositoryName}`;
    case "acm:DescribeCertificate":
      return named.CertificateArn ?? "";
    case "ecr:ListTagsForResource":
      return named.resourceArn ?? "";
    case "servicequotas:GetServiceQuota":
      return here(`${named.ServiceCode}/${named.QuotaCode}`);
    case "kms:ListGrants":
    case "kms:GetKeyPolicy":
      return here(`key/${lastPart(named.KeyId)}`);
  }
  if (!action.startsWith("sqs:")) return "*";
  return named.SourceArn ?? here(named.QueueName ?? lastPart(named.QueueUrl));
}

const pathOf = (url: string): string => decodeURIComponent(new URL(url, "http://s3").pathname).replace(/^\/|\/$/g, "");

const lastPart = (name = ""): string => name.split("/").at(-1) ?? "";

function read(body: Buffer): Named {
  const text = body.toString();
  try {
    return JSON.parse(text) as Named;
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}
