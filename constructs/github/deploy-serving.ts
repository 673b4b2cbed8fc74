import { makingAlarms, makingBuckets } from "./deploy-permissions";
import { writing } from "./writing";
import type { Place } from "../place";
import type { Statement } from "../policy";

/**
 * What Terraform writes to make a served model's balancer and service or to change them. Balancers and target groups are
 * known by the end of their names, services by their tag; nobody deletes a balancer or a service from GitHub.
 */
export function deployServing(place: Place): Statement[] {
  const { here, allow, tagged } = writing(place);
  const balancers = [here("elasticloadbalancing", "loadbalancer/app/*-lb/*")];
  const targets = [here("elasticloadbalancing", "targetgroup/*-tg/*")];
  const listeners = [here("elasticloadbalancing", "listener/app/*-lb/*/*")];
  const services = here("ecs", "service/*/*");
  const scaled = here("application-autoscaling", "scalable-target/*");
  return [
    allow("MakeLogBuckets", makingBuckets, place.s3Arn(`*-logs-${place.accountId}-*`)),
    allow(
      "MakeServedAlarms",
      makingAlarms,
      ["no-healthy-task", "server-errors"].map((alarm) => here("cloudwatch", `alarm:*-${alarm}`)),
    ),
    allow(
      "MakeBalancers",
      elb(
        "AddTags",
        "CreateListener",
        "CreateLoadBalancer",
        "CreateTargetGroup",
        "DeleteListener",
        "DeleteTargetGroup",
        "ModifyListener",
        "ModifyListenerAttributes",
        "ModifyLoadBalancerAttributes",
        "ModifyTargetGroup",
        "ModifyTargetGroupAttributes",
        "RemoveTags",
        "SetIpAddressType",
        "SetSecurityGroups",
        "SetSubnets",
      ),
      [...balancers, ...targets, ...listeners],
    ),
    {
      ...allow("MakeServices", ["ecs:CreateService", "ecs:TagResource"], services),
      Condition: tagged("aws:RequestTag"),
    },
    {
      ...allow("ChangeServices", ["ecs:TagResource", "ecs:UntagResource", "ecs:UpdateService"], services),
      Condition: tagged("aws:ResourceTag"),
    },
    {
      ...allow(
        "MakeScaling",
        ["application-autoscaling:RegisterScalableTarget", "application-autoscaling:TagResource"],
        scaled,
      ),
      Condition: tagged("aws:RequestTag"),
    },
    // The provider registers a target anew to change its limits, then without tags (resourceTargetUpdate).
    {
      ...allow(
        "ChangeTargets",
        [
          "application-autoscaling:RegisterScalableTarget",
          "application-autoscaling:TagResource",
          "application-autoscaling:UntagResource",
        ],
        scaled,
      ),
      Condition: tagged("aws:ResourceTag"),
    },
    {
      ...allow(
        "ChangeScaling",
        ["application-autoscaling:DeleteScalingPolicy", "application-autoscaling:PutScalingPolicy"],
        scaled,
      ),
      Condition: { StringEquals: { "application-autoscaling:service-namespace": "ecs" } },
    },
    // Target tracking makes its two alarms as whoever writes its policy ("Permissions required for API actions on target
    // services and CloudWatch").
    allow("MakeScalingAlarms", makingAlarms, here("cloudwatch", "alarm:TargetTracking-service/*")),
    {
      // The first balancer and the first scaled service of an account come with a role of the service's own.
      ...allow(
        "LetServingMakeItsOwnRoles",
        ["iam:CreateServiceLinkedRole"],
        place.globalArn("iam", "role/aws-service-role/*"),
      ),
      Condition: {
        StringEquals: {
          "iam:AWSServiceName": ["ecs.application-autoscaling.amazonaws.com", "elasticloadbalancing.amazonaws.com"],
        },
      },
    },
  ];
}

function elb(...actions: readonly string[]): string[] {
  return actions.map((action) => `elasticloadbalancing:${action}`);
}
