import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";

export interface Clients {
  readonly autoScaling: AutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly ec2: EC2Client;
  readonly ecs: ECSClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
}

/** Adaptive: a throttled client slows itself down instead of asking the harder ("Retry behavior", AWS SDKs and Tools). */
export function makeClients(): Clients {
  const how = {
    retryMode: "adaptive",
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 8000 },
  };
  return {
    autoScaling: new AutoScalingClient(how),
    cloudWatch: new CloudWatchClient(how),
    ec2: new EC2Client(how),
    ecs: new ECSClient(how),
    sqs: new SQSClient(how),
    ssm: new SSMClient(how),
  };
}
