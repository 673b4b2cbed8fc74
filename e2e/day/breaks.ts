import {
  DescribeAutoScalingGroupsCommand,
  DescribePoliciesCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeAlarmsCommand, PutMetricAlarmCommand, type MetricAlarm } from "@aws-sdk/client-cloudwatch";
import { DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import { CreateLaunchTemplateVersionCommand, DescribeLaunchTemplateVersionsCommand } from "@aws-sdk/client-ec2";
import { DescribeTaskDefinitionCommand, RegisterTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { PutBucketNotificationConfigurationCommand } from "@aws-sdk/client-s3";
import { namesOf } from "../../constructs/names";
import type { Api } from "./aws/api";
import { onDemand } from "./deployed";
import { elements } from "./iam/roles";
import { bucketOf } from "./stage";

/** One wire of the deployed stack, broken by hand in a copy of the account. */
export interface Break {
  readonly wire: string;
  readonly cut: (api: Api) => Promise<unknown>;
  /** What the failing day says. */
  readonly says: RegExp;
}

const names = namesOf(onDemand);
const family = "strongsort-yolov5";

const waitingAlarm = async (api: Api, changes: Partial<MetricAlarm>) => {
  const ask = new DescribeAlarmsCommand({ AlarmNames: [names.waitingAlarm] });
  const [alarm] = (await api.cloudWatch.send(ask)).MetricAlarms ?? [];
  return api.cloudWatch.send(new PutMetricAlarmCommand({ ...(alarm as object), ...changes } as never));
};

/** Takes an action out of a role's policy. */
const deny = (role: string, action: string) => async (api: Api) => {
  const [PolicyName = ""] = elements(await api.query("iam", "ListRolePolicies", { RoleName: role }), "member");
  const answer = await api.query("iam", "GetRolePolicy", { RoleName: role, PolicyName });
  const document = decodeURIComponent(elements(answer, "PolicyDocument")[0] ?? "");
  const PolicyDocument = document.replaceAll(`"${action}"`, '"ecs:ListServices"');
  if (PolicyDocument === document) throw new Error(`${role} has no ${action}`);
  return api.query("iam", "PutRolePolicy", { RoleName: role, PolicyName, PolicyDocument });
};

const variables = async (api: Api, change: (before: Readonly<Record<string, string>>) => Record<string, string>) => {
  const path = `/2015-03-31/functions/${names.reconciler}/configuration`;
  const found = await api.lambda<{ Environment: { Variables: Record<string, string> } }>(path);
  return api.lambda(path, "PUT", { Environment: { Variables: change(found?.Environment.Variables ?? {}) } });
};

const rule = (api: Api, name: string, EventPattern: object) =>
  api.events("PutRule", {
    Name: `${names.reconciler}-${name}`,
    EventPattern: JSON.stringify(EventPattern),
    State: "ENABLED",
  });

/** A worker that starts with other variables. */
const worker = async (api: Api, name: string, value: string) => {
  const { taskDefinition } = await api.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: family }));
  const [container] = taskDefinition?.containerDefinitions ?? [];
  const environment = (container?.environment ?? []).map((one) => (one.name === name ? { name, value } : one));
  const containerDefinitions = [{ ...container, environment }];
  const made = await api.ecs.send(
    new RegisterTaskDefinitionCommand({ ...(taskDefinition as object), family, containerDefinitions }),
  );
  const TASK_DEFINITION = made.taskDefinition?.taskDefinitionArn ?? "";
  return variables(api, (before) => ({ ...before, TASK_DEFINITION }));
};

export const breaks: readonly Break[] = [
  {
    wire: "the alarm's dimension",
    cut: (api) => waitingAlarm(api, { Dimensions: [{ Name: "QueueName", Value: "Megadetector-videos.fifo" }] }),
    says: /the alarm Megadetector-waiting watches AWS\/SQS \w+ QueueName=Megadetector-videos.fifo, of which there was no/,
  },
  {
    wire: "the alarm's action",
    cut: async (api) => {
      const { ScalingPolicies = [] } = await api.autoScaling.send(new DescribePoliciesCommand({}));
      const arn = ScalingPolicies.find(({ AutoScalingGroupName }) => AutoScalingGroupName === names.group)?.PolicyARN;
      return waitingAlarm(api, { AlarmActions: [`${arn}-old`] });
    },
    says: /the alarm Megadetector-waiting acts on arn:\S+-grow-old, which is not there/,
  },
  {
    wire: "the pattern of a rule",
    cut: (api) =>
      rule(api, "instance", {
        source: ["aws.ecs"],
        "detail-type": ["ECS Container Instance State Change"],
        detail: { clusterArn: ["arn:aws:ecs:us-west-2:123456789012:cluster/Megadetectors"] },
      }),
    says: /the rule Megadetector-reconciler-instance matched nothing: .*cluster\/Megadetectors/,
  },
  {
    wire: "the schedule's target",
    cut: async (api) => {
      const Rule = `${names.reconciler}-minute`;
      const { Targets } = await api.events<{ Targets: { Id: string }[] }>("ListTargetsByRule", { Rule });
      return api.events("RemoveTargets", { Rule, Ids: Targets.map(({ Id }) => Id) });
    },
    says: /the rule Megadetector-reconciler-minute has no target/,
  },
  {
    wire: "a rule's permission to invoke the function",
    cut: (api) => api.lambda(`/2015-03-31/functions/${names.reconciler}/policy/upload`, "DELETE"),
    says: /events.amazonaws.com may not invoke Megadetector-reconciler for the rule Megadetector-reconciler-upload/,
  },
  {
    wire: "the bucket's word to EventBridge",
    cut: (api) =>
      api.s3.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: bucketOf(onDemand, "video"),
          NotificationConfiguration: {},
        }),
      ),
    says: /the rule Megadetector-reconciler-upload matched nothing/,
  },
  {
    wire: "an action of the function's role",
    cut: deny(names.reconciler, "ecs:RunTask"),
    says: /the role Megadetector-reconciler may not ecs:RunTask on arn:\S+:task-definition\/strongsort-yolov5:1/,
  },
  {
    wire: "the roles that the function passes on",
    cut: deny(names.reconciler, "iam:PassRole"),
    says: /the role Megadetector-reconciler may not iam:PassRole on arn:\S+Megadetector-worker/,
  },
  {
    wire: "the function's queue",
    cut: (api) =>
      variables(api, (before) => ({
        ...before,
        VIDEO_QUEUE_URL: `${before.VIDEO_QUEUE_URL?.replace(".fifo", "s.fifo")}`,
      })),
    says: /the role Megadetector-reconciler may not sqs:GetQueueAttributes on arn:\S+:Megadetector-videos.fifo/,
  },
  {
    wire: "a variable of the function",
    cut: (api) =>
      variables(api, (before) => Object.fromEntries(Object.entries(before).filter(([name]) => name !== "CLUSTER"))),
    says: /the function Megadetector-reconciler failed: .*CLUSTER is not set/,
  },
  {
    wire: "the task definition's family",
    cut: (api) =>
      variables(api, (before) => ({
        ...before,
        TASK_DEFINITION: `${before.TASK_DEFINITION?.replace("yolov5", "yolov8")}`,
      })),
    says: /the role Megadetector-reconciler may not ecs:RunTask on arn:\S+:task-definition\/strongsort-yolov8/,
  },
  {
    wire: "the cluster that an instance joins",
    cut: async (api) => {
      const ask = { LaunchTemplateName: names.group, Versions: ["$Latest"] };
      const found = await api.ec2.send(new DescribeLaunchTemplateVersionsCommand(ask));
      const data = found.LaunchTemplateVersions?.[0]?.LaunchTemplateData;
      const userData = Buffer.from(data?.UserData ?? "", "base64")
        .toString()
        .replace(/ECS_CLUSTER=.*/, "ECS_CLUSTER=Mega");
      const UserData = Buffer.from(userData).toString("base64");
      const made = await api.ec2.send(
        new CreateLaunchTemplateVersionCommand({
          LaunchTemplateName: names.group,
          LaunchTemplateData: { ...(data as object), UserData },
        }),
      );
      const { LaunchTemplateId, VersionNumber } = made.LaunchTemplateVersion ?? {};
      const groups = await api.autoScaling.send(
        new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [names.group] }),
      );
      const { LaunchTemplate, ...rest } = groups.AutoScalingGroups?.[0]?.MixedInstancesPolicy ?? {};
      const LaunchTemplateSpecification = { LaunchTemplateId, Version: String(VersionNumber) };
      return api.autoScaling.send(
        new UpdateAutoScalingGroupCommand({
          AutoScalingGroupName: names.group,
          MixedInstancesPolicy: { ...rest, LaunchTemplate: { ...LaunchTemplate, LaunchTemplateSpecification } },
        }),
      );
    },
    says: /an instance of Megadetector-fleet cannot join the cluster Mega: /,
  },
  {
    wire: "an action of the instances' role",
    cut: deny(names.instanceRole, "ecs:RegisterContainerInstance"),
    says: /the role Megadetector-instance may not ecs:RegisterContainerInstance on arn:\S+:cluster\/Megadetector/,
  },
  {
    wire: "an action of the worker's role",
    cut: deny(names.taskRole, "s3:PutObject"),
    says: /the role Megadetector-worker may not s3:PutObject on arn:aws:s3:::megadetector-track-\S+\/dives\/0.tracks.tar.gz/,
  },
  {
    wire: "the worker's queue",
    cut: (api) => worker(api, "TRACK_QUEUE", "Megadetector-tracks.fifo"),
    says: /the role Megadetector-worker may not sqs:GetQueueUrl on arn:\S+:Megadetector-tracks.fifo/,
  },
  {
    wire: "the worker's log",
    cut: (api) => api.logs.send(new DeleteLogGroupCommand({ logGroupName: names.logGroup })),
    says: /the log \/ecs\/Megadetector of strongsort-yolov5 cannot be opened/,
  },
  {
    wire: "whom the worker's role trusts",
    cut: (api) =>
      api.query("iam", "UpdateAssumeRolePolicy", {
        RoleName: names.taskRole,
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
      }),
    says: /ecs-tasks.amazonaws.com may not assume arn:\S+Megadetector-worker/,
  },
];
