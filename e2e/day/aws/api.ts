import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";

/** Where to send calls and whose they are. */
export interface Caller {
  readonly endpoint: string;
  readonly region: string;
  /** The access key by which the gateway knows the caller; `emulator` is nobody in particular and may do all. */
  readonly accessKeyId: string;
}

/** AWS's services as one caller reaches them. What has no client among the project's packages is called by its protocol. */
export class Api {
  private readonly made = new Map<string, unknown>();

  constructor(readonly caller: Caller) {}

  get autoScaling(): AutoScalingClient {
    return this.once("autoScaling", () => new AutoScalingClient(this.how));
  }
  get cloudWatch(): CloudWatchClient {
    return this.once("cloudWatch", () => new CloudWatchClient(this.how));
  }
  get ec2(): EC2Client {
    return this.once("ec2", () => new EC2Client(this.how));
  }
  get ecs(): ECSClient {
    return this.once("ecs", () => new ECSClient(this.how));
  }
  get logs(): CloudWatchLogsClient {
    return this.once("logs", () => new CloudWatchLogsClient(this.how));
  }
  get s3(): S3Client {
    return this.once("s3", () => new S3Client({ ...this.how, forcePathStyle: true }));
  }
  get sqs(): SQSClient {
    return this.once("sqs", () => new SQSClient({ ...this.how, useQueueUrlAsEndpoint: false }));
  }
  get ssm(): SSMClient {
    return this.once("ssm", () => new SSMClient(this.how));
  }

  private get how() {
    const { endpoint, region, accessKeyId } = this.caller;
    return { endpoint, region, maxAttempts: 1, credentials: { accessKeyId, secretAccessKey: "emulator" } };
  }

  private once<Client>(name: string, make: () => Client): Client {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name) as Client;
  }

  /** An action of EventBridge, such as `ListRules`. */
  events<Answer>(action: string, input: object): Promise<Answer> {
    const headers = { "x-amz-target": `AWSEvents.${action}`, "content-type": "application/x-amz-json-1.1" };
    return this.json("events", "/", { method: "POST", headers, body: JSON.stringify(input) });
  }

  /** A path of Lambda, such as `/2015-03-31/functions/name/policy`; undefined where there is nothing. */
  async lambda<Answer>(path: string, method = "GET", input?: object): Promise<Answer | undefined> {
    const request = { method, ...(input && { body: JSON.stringify(input) }) };
    const response = await this.send("lambda", path, request);
    if (response.status === 404) return undefined;
    return (await answered(response, path)) as Answer;
  }

  /** An action of IAM or SNS; the answer's XML. */
  async query(service: "iam" | "sns", Action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const Version = service === "iam" ? "2010-05-08" : "2010-03-31";
    const body = new URLSearchParams({ Action, Version, ...parameters });
    const response = await this.send(service, "/", { method: "POST", body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${service}:${Action} answered ${text}`);
    return text;
  }

  private async json<Answer>(service: string, path: string, request: RequestInit): Promise<Answer> {
    return (await answered(await this.send(service, path, request), service)) as Answer;
  }

  private send(service: string, path: string, request: RequestInit): Promise<Response> {
    const { endpoint, region, accessKeyId } = this.caller;
    const credential = `${accessKeyId}/20260101/${region}/${service}/aws4_request`;
    const headers = { ...(request.headers as object), authorization: `AWS4-HMAC-SHA256 Credential=${credential}` };
    return fetch(`${endpoint}${path}`, { ...request, headers });
  }
}

async function answered(response: Response, what: string): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what} answered ${response.status} ${text}`);
  return text === "" ? {} : JSON.parse(text);
}
