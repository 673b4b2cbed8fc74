/** A rule of checkov that a stack does not follow, for the resources whose address matches, and why. */
export interface Exception {
  readonly check: string;
  readonly allows: RegExp;
  readonly reason: string;
}

const log = /\b(worker|reconciler|service)_log$/;
const reconciler = /\breconciler$/;
const bucket = /\b(buckets_(video|track)|access-logs)$/;
const plainListener = /\bbalancer_http$/;

export const exceptions: readonly Exception[] = [
  {
    check: "CKV_AWS_158",
    allows: log,
    reason: "CloudWatch Logs encrypts every log group; a KMS key of its own costs a dollar a month for each stack.",
  },
  {
    check: "CKV_AWS_338",
    allows: log,
    reason: "These logs are for finding faults. LogRetentionDays is the user's choice, 30 by default.",
  },
  {
    check: "CKV_AWS_65",
    allows: /\bcluster$/,
    reason: "Container Insights bills a metric for each task; the stack's own dashboard and alarms need none of them.",
  },
  {
    check: "CKV_AWS_394",
    allows: /\bnetwork_(vpc_)?zones$/,
    reason:
      "A subnet in each zone, keyed by the zone's name: a new zone adds a subnet and touches no other. Of the zones with Fargate, the first two by name are used.",
  },
  {
    check: "CKV_AWS_130",
    allows: /\bnetwork_vpc_public$/,
    reason:
      "Instances reach AWS by their own public address; no ingress is allowed. A NAT gateway would cost more than the idle fleet.",
  },
  {
    check: "CKV2_AWS_11",
    allows: /\baws_vpc\.network_vpc$/,
    reason: "Flow logs bill by volume, and the network holds nothing but workers that no one can reach.",
  },
  {
    check: "CKV_AWS_136",
    allows: /\brepository$/,
    reason: "Encrypted with ECR's own keys (AES-256); a KMS key costs a dollar a month and a fee for each pull.",
  },
  {
    check: "CKV_AWS_119",
    allows: /\bvideos$/,
    reason: "DynamoDB encrypts every table; a KMS key of its own costs a dollar a month and a fee for each read.",
  },
  {
    check: "CKV_AWS_124",
    allows: /\bsignpost$/,
    reason: "Nothing in the signpost runs; Terraform tells how its creation went.",
  },
  {
    check: "CKV2_AWS_34",
    allows: /\b(outputs_parameter|pause)$/,
    reason:
      "Names and addresses of the stack's resources, and whether it is paused, are no secret; who reads them should need no key.",
  },
  {
    check: "CKV2_AWS_62",
    allows: /\b(buckets_track|access-logs)$/,
    reason: "Results are announced by the worker, on the track queue; access logs are read when there is a question.",
  },
  {
    check: "CKV_AWS_18",
    allows: bucket,
    reason:
      "Access logs need a further bucket for each stack. CloudTrail's data events serve an account that needs them.",
  },
  {
    check: "CKV_AWS_144",
    allows: bucket,
    reason: "Videos are copies of what the submitter holds, and results can be computed again.",
  },
  {
    check: "CKV_AWS_21",
    allows: bucket,
    reason: "Old versions of videos would double the bill of the largest data; the submitter holds the original.",
  },
  {
    check: "CKV_AWS_145",
    allows: bucket,
    reason: "Encrypted with S3's own keys (AES-256); a KMS key costs a dollar a month and a fee for each request.",
  },
  {
    check: "CKV_AWS_26",
    allows: /\b(alarms|undelivered)_topic$/,
    reason:
      "With AWS's own key CloudWatch's alarms are dropped without a word, and a key of one's own costs a dollar a month. An alarm holds names and numbers, no data.",
  },
  {
    check: "CKV_AWS_150",
    allows: /\bbalancer$/,
    reason: "A destroy asks first, and a balancer holds no data; protected, it would stop the destroy half-way.",
  },
  {
    check: "CKV2_AWS_28",
    allows: /\bbalancer$/,
    reason: "Only the ranges of AllowFrom reach it. A firewall costs five dollars a month and a fee for each request.",
  },
  {
    check: "CKV2_AWS_20",
    allows: /\bbalancer$/,
    reason:
      "With Certificate it does; without one there is nothing to send on to, and open to everybody that is a warning.",
  },
  {
    check: "CKV_AWS_2",
    allows: plainListener,
    reason: "Plain HTTP is the user's choice as long as there is no Certificate, and with one only a redirect.",
  },
  {
    check: "CKV_AWS_103",
    allows: plainListener,
    reason: "Plain HTTP is the user's choice as long as there is no Certificate, and with one only a redirect.",
  },
  {
    check: "CKV_AWS_378",
    allows: /\bbalancer_targets$/,
    reason:
      "From the balancer to a task it is one hop inside the VPC; TLS would need a certificate in every container.",
  },
  {
    check: "CKV_AWS_260",
    allows: /\baccess_at-tasks$/,
    reason: "The rule names the balancer's security group and no address range, which checkov takes for all of them.",
  },
  {
    check: "CKV_AWS_333",
    allows: /\bservice$/,
    reason:
      "Tasks reach AWS by their own public address; only the balancer reaches them. A NAT gateway would cost more than they do.",
  },
  {
    check: "CKV_AWS_116",
    allows: reconciler,
    reason: "An event only wakes it, and the next minute's look makes good what a lost one would have told.",
  },
  {
    check: "CKV_AWS_117",
    allows: reconciler,
    reason: "It calls AWS's APIs and nothing in the network; from inside a VPC it would need a NAT gateway.",
  },
  {
    check: "CKV_AWS_115",
    allows: reconciler,
    reason: "New accounts have no concurrency to reserve, and runs that overlap do no harm.",
  },
  {
    check: "CKV_AWS_272",
    allows: reconciler,
    reason: "Its zip is made from this repository by the same deploy that uploads it, and its hash is in the plan.",
  },
  {
    check: "CKV_AWS_173",
    allows: reconciler,
    reason: "Names and numbers of the stack, encrypted with Lambda's own key; there is no secret among them.",
  },
  {
    check: "CKV_AWS_50",
    allows: reconciler,
    reason: "One function and no chain of calls to follow: its log says what it did and why.",
  },
];
