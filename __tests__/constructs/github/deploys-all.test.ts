import fc from "fast-check";
import { join } from "node:path";
import { loadModels } from "../../../models/format/load";
import { anyModel } from "../any-spec";
import { synthesize } from "../synthesize";
import { grantsOf, managed } from "./made";
import { runs } from "../../runs";

/** Which action makes a resource of each type that a model's stack may have: what is new in a stack is to be added here. */
const makes: Readonly<Record<string, string>> = {
  aws_appautoscaling_policy: "application-autoscaling:PutScalingPolicy",
  aws_appautoscaling_target: "application-autoscaling:RegisterScalableTarget",
  aws_autoscaling_group: "autoscaling:CreateAutoScalingGroup",
  aws_autoscaling_policy: "autoscaling:PutScalingPolicy",
  aws_budgets_budget: "budgets:ModifyBudget",
  aws_cloudformation_stack: "cloudformation:CreateStack",
  aws_cloudwatch_dashboard: "cloudwatch:PutDashboard",
  aws_cloudwatch_event_rule: "events:PutRule",
  aws_cloudwatch_event_target: "events:PutTargets",
  aws_cloudwatch_log_group: "logs:CreateLogGroup",
  aws_cloudwatch_metric_alarm: "cloudwatch:PutMetricAlarm",
  aws_default_security_group: "ec2:RevokeSecurityGroupIngress",
  aws_ecr_lifecycle_policy: "ecr:PutLifecyclePolicy",
  aws_ecr_repository: "ecr:CreateRepository",
  aws_ecs_capacity_provider: "ecs:CreateCapacityProvider",
  aws_ecs_cluster: "ecs:CreateCluster",
  aws_ecs_cluster_capacity_providers: "ecs:PutClusterCapacityProviders",
  aws_ecs_service: "ecs:CreateService",
  aws_ecs_task_definition: "ecs:RegisterTaskDefinition",
  aws_iam_instance_profile: "iam:CreateInstanceProfile",
  aws_iam_policy: "iam:CreatePolicy",
  aws_iam_role: "iam:CreateRole",
  aws_iam_role_policy: "iam:PutRolePolicy",
  aws_internet_gateway: "ec2:CreateInternetGateway",
  aws_lambda_function: "lambda:CreateFunction",
  aws_lambda_function_event_invoke_config: "lambda:PutFunctionEventInvokeConfig",
  aws_lambda_permission: "lambda:AddPermission",
  aws_launch_template: "ec2:CreateLaunchTemplate",
  aws_lb: "elasticloadbalancing:CreateLoadBalancer",
  aws_lb_listener: "elasticloadbalancing:CreateListener",
  aws_lb_target_group: "elasticloadbalancing:CreateTargetGroup",
  aws_route: "ec2:CreateRoute",
  aws_route_table: "ec2:CreateRouteTable",
  aws_route_table_association: "ec2:AssociateRouteTable",
  aws_s3_bucket: "s3:CreateBucket",
  aws_s3_bucket_lifecycle_configuration: "s3:PutLifecycleConfiguration",
  aws_s3_bucket_notification: "s3:PutBucketNotification",
  aws_s3_bucket_policy: "s3:PutBucketPolicy",
  aws_s3_bucket_public_access_block: "s3:PutBucketPublicAccessBlock",
  aws_s3_bucket_server_side_encryption_configuration: "s3:PutEncryptionConfiguration",
  aws_security_group: "ec2:CreateSecurityGroup",
  aws_sns_topic: "sns:CreateTopic",
  aws_sns_topic_policy: "sns:SetTopicAttributes",
  aws_sns_topic_subscription: "sns:Subscribe",
  aws_sqs_queue: "sqs:CreateQueue",
  aws_ssm_parameter: "ssm:PutParameter",
  aws_subnet: "ec2:CreateSubnet",
  aws_vpc: "ec2:CreateVpc",
  aws_vpc_endpoint: "ec2:CreateVpcEndpoint",
  aws_vpc_security_group_egress_rule: "ec2:AuthorizeSecurityGroupEgress",
  aws_vpc_security_group_ingress_rule: "ec2:AuthorizeSecurityGroupIngress",
};

test("whatever a model's stack is made of, the deploy role may make", () => {
  const { models } = loadModels(join(__dirname, "../../.."));
  const types = new Set(models.flatMap((spec) => Object.keys(synthesize(spec).resource)));
  fc.assert(
    fc.property(anyModel, (spec) => {
      for (const type of Object.keys(synthesize(spec).resource)) types.add(type);
    }),
    runs(20),
  );
  const may = new Set(
    ["deploy_deploy", "deploy_tagged", "deploy_network", "deploy_identity", "deploy_serving"]
      .flatMap((name) => grantsOf(managed(name)))
      .map(([, action]) => action),
  );
  const cannot = [...types].filter((type) => !may.has(makes[type] ?? ""));
  expect(cannot.map((type) => `${type}: ${makes[type] ?? "say above what makes it"}`)).toEqual([]);
});
