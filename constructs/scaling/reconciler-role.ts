import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { ModelSpec } from "../../models/format/spec";
import { iamPath, type Names, pauseParameter } from "../names";
import type { Place } from "../place";
import { allow, policy, type Statement, trust } from "../policy";

export interface ReconcilerRoleProps {
  readonly spec: ModelSpec;
  readonly names: Names;
  readonly place: Place;
}

/** What the reconciler may do: exactly the calls of its `observe` and `act`, on this stack's parts. */
export class ReconcilerRole extends Construct {
  readonly role: IamRole;
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, props: ReconcilerRoleProps) {
    super(scope, id);
    const { names } = props;
    this.role = new IamRole(this, "Default", {
      name: names.reconciler,
      path: iamPath,
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    this.permissions = new IamRolePolicy(this, "policy", {
      name: "reconcile",
      role: this.role.name,
      policy: policy(...observing(props), ...acting(props)),
    });
  }
}

/** Where `*` stands, the service lets the action be limited no further ("Service Authorization Reference", its page). */
function observing({ spec, names, place }: ReconcilerRoleProps): Statement[] {
  const cluster = place.arn("ecs", `cluster/${names.cluster}`);
  return [
    allow("CountVideos", "sqs:GetQueueAttributes", place.arn("sqs", names.videoQueue)),
    allow("SeeCluster", ["ecs:DescribeClusters", "ecs:ListContainerInstances"], cluster),
    allow("SeeInstances", "ecs:DescribeContainerInstances", place.arn("ecs", `container-instance/${names.cluster}/*`)),
    allow("SeeTasks", "ecs:DescribeTasks", place.arn("ecs", `task/${names.cluster}/*`)),
    // Without an instance to list them of, it names no resource; the cluster limits it ("Amazon ECS identity-based policy examples").
    allow("ListTasks", "ecs:ListTasks", "*", { ArnEquals: { "ecs:cluster": cluster } }),
    // Neither Auto Scaling's, EC2's nor CloudWatch's metrics' descriptions can be limited to a resource.
    allow(
      "SeeGroup",
      [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeScalingActivities",
        "ec2:DescribeInstances",
        "cloudwatch:GetMetricData",
      ],
      "*",
      { StringEquals: { "aws:RequestedRegion": spec.region } },
    ),
    allow("SeeAlarm", "cloudwatch:DescribeAlarms", place.arn("cloudwatch", "alarm:*")),
    allow("SeePause", "ssm:GetParameter", place.arn("ssm", `parameter${pauseParameter(spec.stackName)}`)),
  ];
}

function acting({ spec, names, place }: ReconcilerRoleProps): Statement[] {
  const group = place.arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${names.group}`);
  const cluster = place.arn("ecs", `cluster/${names.cluster}`);
  return [
    {
      Sid: "OrderAndEndInstances",
      Effect: "Allow",
      Action: [
        "autoscaling:SetDesiredCapacity",
        "autoscaling:TerminateInstanceInAutoScalingGroup",
        "autoscaling:SuspendProcesses",
        "autoscaling:ResumeProcesses",
      ],
      Resource: group,
    },
    {
      Sid: "DrainInstances",
      Effect: "Allow",
      Action: ["ecs:UpdateContainerInstancesState", "ecs:PutAttributes"],
      Resource: place.arn("ecs", `container-instance/${names.cluster}/*`),
    },
    {
      Sid: "StartWorkers",
      Effect: "Allow",
      Action: "ecs:RunTask",
      Resource: place.arn("ecs", `task-definition/${spec.taskFamily}:*`),
      Condition: { ArnEquals: { "ecs:cluster": cluster } },
    },
    {
      Sid: "GiveWorkersTheirRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [names.executionRole, names.taskRole].map((role) => place.globalArn("iam", `role${iamPath}${role}`)),
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
    {
      Sid: "StopWorkers",
      Effect: "Allow",
      Action: "ecs:StopTask",
      Resource: place.arn("ecs", `task/${names.cluster}/*`),
    },
    {
      Sid: "TurnTheCircuit",
      Effect: "Allow",
      Action: ["cloudwatch:DisableAlarmActions", "cloudwatch:EnableAlarmActions"],
      Resource: place.arn("cloudwatch", `alarm:${names.waitingAlarm}`),
    },
    {
      Sid: "WriteItsLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: place.arn("logs", `log-group:/aws/lambda/${names.reconciler}:*`),
    },
  ];
}
