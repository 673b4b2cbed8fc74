const tags = "a container may use the AWS CLI, which copies large objects with their tags";

/** Grants that no day uses, each with the reason why it is there: roles by their kind, statement, action. */
export const unusedBecause: Readonly<Record<string, string>> = {
  "instance JoinTheCluster ecs:DeregisterContainerInstance": "an agent that is told another cluster leaves this one",
  "instance JoinTheCluster ecs:SubmitAttachmentStateChanges":
    "the agent reports with it that a task's own volume or network interface is attached",
  "reconciler TurnTheCircuit cloudwatch:EnableAlarmActions":
    "a trial that succeeds closes the circuit; in these days a deploy does. e2e/reconciler plays the trial",
  "worker ListItsBuckets s3:GetBucketLocation": "an SDK that is told another region asks where a bucket lies",
  "worker ListItsBuckets s3:ListBucket": "without it S3 answers 403 and not 404 for a video that is not there",
  "worker ReadVideos s3:GetObjectTagging": tags,
  "worker Report sqs:GetQueueAttributes": "a container may look how many results wait",
  "worker WriteResults s3:AbortMultipartUpload": "an SDK takes back an upload of large results that has failed",
  "worker WriteResults s3:GetObject": "a video can come twice: a container may look whether its results are there",
  "worker WriteResults s3:PutObjectTagging": tags,
};
