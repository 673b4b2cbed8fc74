import { Construct } from "constructs";
import { bucketName } from "../names";
import type { Place } from "../place";
import { PrivateBucket } from "../queues/private-bucket";

export interface AccessLogsProps {
  readonly stackName: string;
  readonly place: Place;
  readonly keepDays: number;
}

/**
 * The bucket of a load balancer's access logs, to which Elastic Load Balancing may add objects and nothing else.
 *
 * The service's own principal serves all regions; that only balancers of this account write is in the path, which holds
 * the account ("Enable access logs for your Application Load Balancer"). Logs are no data of the user's: they expire, and
 * go with the stack. Otherwise no stack could be destroyed, because the service puts a test file there at once.
 */
export class AccessLogs extends Construct {
  readonly name: string;
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: AccessLogsProps) {
    super(scope, id);
    const { stackName, place, keepDays } = props;
    this.name = bucketName(stackName, "logs", place.accountId, place.region);
    this.bucket = new PrivateBucket(this, "Default", {
      name: this.name,
      place,
      expiresAfterDays: keepDays,
      statements: [
        {
          Sid: "DeliverLogs",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: place.s3Arn(`${this.name}/AWSLogs/${place.accountId}/*`),
        },
      ],
    });
  }
}
