import { existing, trouble } from "../../../cli/deploy/trouble";

const said = (text: string) => ({ status: 1, text });

// As Terraform 1.11 and cdktf 0.21 print them.
const LOCKED = `Megadetector  Error: Error acquiring the state lock

              Error message: operation error S3: PutObject, https response error StatusCode: 412
              Lock Info:
                ID:        57f0b8c9-3eec-9954-dba7-cc7059576ae5
                Path:      elastic-models-state-123456789012-us-west-2/elastic-models/Megadetector.tfstate
                Operation: OperationTypeApply
                Who:       ana@laptop
                Version:   1.11.4
                Created:   2026-11-22 07:53:55.699531079 +0000 UTC
                Info:
`;
const THERE = `Megadetector  Error: creating CloudWatch Logs Log Group (/ecs/Megadetector): operation error CloudWatch Logs: CreateLogGroup, https response error StatusCode: 400, RequestID: X, ResourceAlreadyExistsException: The specified log group already exists

                with aws_cloudwatch_log_group.worker_log (worker/log),
                on cdk.tf.json line 339, in resource.aws_cloudwatch_log_group.worker_log (worker/log):
Megadetector  Error: creating IAM Role (Megadetector-execution): operation error IAM: CreateRole, EntityAlreadyExists: Role with name Megadetector-execution already exists.

                with aws_iam_role.worker_execution-role (worker/execution-role/Default),
Megadetector  Error: creating S3 Bucket (megadetector-track-123456789012-us-west-2): operation error S3: CreateBucket, BucketAlreadyOwnedByYou:

                with aws_s3_bucket.buckets_track (buckets/track/Default),
Megadetector  Error: creating SQS Queue (Megadetector-video.fifo): InvalidParameterValue

                with aws_sqs_queue.queues_video (queues/video),
`;

test("a lock is said to be somebody's, with the command for a dead one", () => {
  const { message, status } = trouble(said(LOCKED), "deploy", "Megadetector");
  expect(message)
    .toBe(`Megadetector is locked: ana@laptop has been changing it since 2026-11-22 07:53:55 UTC. Nothing was changed.
Wait until that is done. If it was killed, its lock stays behind: ./model state unlock Megadetector`);
  expect(status).toBe(4);
});

test("without the boundary that a repository asks for, the stack that makes it is named", () => {
  const denied = `Error: creating IAM Role (Megadetector-worker): operation error IAM: CreateRole, NoSuchEntity: Scope ARN:
    arn:aws:iam::123456789012:policy/elastic-models/GithubAccess-boundary
    does not exist or is not attachable.`;
  expect(trouble(said(denied), "deploy", "Megadetector").message).toContain("npx cdktf deploy GithubAccess");
});

test("what exists already is listed, with the command that takes it over; other errors are not", () => {
  expect(existing(THERE)).toEqual([
    "aws_cloudwatch_log_group.worker_log",
    "aws_iam_role.worker_execution-role",
    "aws_s3_bucket.buckets_track",
  ]);
  const { message, status } = trouble(said(THERE), "deploy", "Megadetector");
  expect(message).toContain("  aws_iam_role.worker_execution-role\n");
  expect(message).toContain("./model deploy Megadetector --take-over");
  expect(status).toBe(1);
});

test("what could not be taken over is not sent round in a circle", () => {
  const { message } = trouble(said(THERE), "deploy", "Megadetector", { takeOver: true });
  expect(message).toContain("  aws_iam_role.worker_execution-role\n");
  expect(message).toContain("import it in cdktf.out/stacks/Megadetector with: terraform import <address> <id>");
  expect(message).not.toContain("./model deploy Megadetector --take-over");
});

test.each([
  "creating EC2 Subnet: operation error EC2: CreateSubnet, api error InvalidSubnet.Conflict: The CIDR '10.0.0.0/20' conflicts",
  "attaching EC2 Internet Gateway (igw-1): api error InvalidParameterValue: Network vpc-1 already has an internet gateway attached",
])("parts of a VPC that a killed deploy left behind: %s", (error) => {
  const { message } = trouble(said(`${THERE}Megadetector  Error: ${error}`), "deploy", "Megadetector");
  expect(message).toContain("Delete every VPC with the tag Model=Megadetector");
});

test("a no is a no, also when cdktf ends well", () => {
  expect(trouble({ status: 0, text: "Apply cancelled." }, "deploy", "X")).toMatchObject({
    message: "answered with no; nothing was changed",
    status: 4,
  });
});

test("a state that is elsewhere is to be moved", () => {
  const text = "│ Error: Backend configuration changed\n│ A change in the backend configuration has been detected";
  expect(trouble(said(text), "deploy", "X").message).toContain("./model deploy X --migrate-state");
});

test("of any other failure nothing is invented", () => {
  expect(trouble(said("Error: timeout"), "destroy", "X").message).toMatch(/^destroy of X failed; see above/);
});
