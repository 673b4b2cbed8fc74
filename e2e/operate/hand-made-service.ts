import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import { CreateSecurityGroupCommand, DescribeSubnetsCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { namesOf } from "../../constructs/names";
import type { Emulator } from "../../emulator/emulator";
import { reach } from "../account";
import type { Between } from "./between";

const names = namesOf("Recommender");
const here = "arn:aws:ecs:us-west-2:123456789012";

/** Makes the parts of a deployed Recommender that commands look at by API, on Fargate. */
export async function makeService(account: Emulator): Promise<void> {
  const ecs = new ECSClient(reach(account));
  const balancers = new ElasticLoadBalancingV2Client(reach(account));
  const ec2 = new EC2Client(reach(account));
  const { Subnets: subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const [first, second] = subnets.filter(
    ({ AvailabilityZone }, index) =>
      subnets.findIndex((other) => other.AvailabilityZone === AvailabilityZone) === index,
  );
  const VpcId = first?.VpcId;
  const { GroupId = "" } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: names.balancer, Description: "balancer", VpcId }),
  );
  const { LoadBalancers: [balancer] = [] } = await balancers.send(
    new CreateLoadBalancerCommand({
      Name: names.balancer,
      Subnets: [first?.SubnetId ?? "", second?.SubnetId ?? ""],
      SecurityGroups: [GroupId],
    }),
  );
  const { TargetGroups: [group] = [] } = await balancers.send(
    new CreateTargetGroupCommand({
      Name: names.targetGroup,
      TargetType: "ip",
      Protocol: "HTTP",
      Port: 80,
      VpcId,
    }),
  );
  await balancers.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer?.LoadBalancerArn,
      Protocol: "HTTP",
      Port: 80,
      DefaultActions: [{ Type: "forward", TargetGroupArn: group?.TargetGroupArn }],
    }),
  );
  await ecs.send(new CreateClusterCommand({ clusterName: names.cluster }));
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: "recommender",
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "256",
      memory: "512",
      containerDefinitions: [{ name: "Recommender", image: "i" }],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster: names.cluster,
      serviceName: names.service,
      taskDefinition: "recommender",
      launchType: "FARGATE",
      desiredCount: 2,
      networkConfiguration: {
        awsvpcConfiguration: { subnets: [first?.SubnetId ?? ""], securityGroups: [GroupId] },
      },
    }),
  );
}

/** What becomes of that service: what the emulator plays, and what is put into the mouth of AWS. */
export class HandMadeService {
  constructor(
    private readonly account: Emulator,
    private readonly between: Between,
  ) {}

  /** Tasks at these addresses have come up; the emulator finds all that are registered healthy. */
  async register(...addresses: string[]): Promise<void> {
    const Targets = addresses.map((Id) => ({ Id, Port: 80, AvailabilityZone: "us-west-2a" }));
    const balancers = new ElasticLoadBalancingV2Client(reach(this.account));
    const { TargetGroups: [group] = [] } = await balancers.send(
      new DescribeTargetGroupsCommand({ Names: [names.targetGroup] }),
    );
    await balancers.send(new RegisterTargetsCommand({ TargetGroupArn: group?.TargetGroupArn, Targets }));
  }

  /** An alarm of the stack, as it is now. */
  async alarm(name: string, AlarmDescription: string, StateValue: "OK" | "ALARM" = "OK"): Promise<void> {
    const cloudWatch = new CloudWatchClient(reach(this.account));
    const AlarmName = `Recommender-${name}`;
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        AlarmDescription,
        Namespace: "AWS/ApplicationELB",
        MetricName: "HealthyHostCount",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        Statistic: "Maximum",
        ComparisonOperator: "LessThanThreshold",
      }),
    );
    await cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: "test" }));
  }

  /**
   * What ECS says of the service from now on: the emulator's starts no tasks and takes no deployment back. The answers have the
   * form and the words of "DescribeServices" and "Amazon ECS service event messages".
   */
  says(service: {
    readonly running: number;
    readonly deployments: readonly object[];
    /** The newest first: how many seconds ago, and what after the service's name. */
    readonly events: readonly (readonly [number, string])[];
  }): void {
    const now = Date.now() / 1000;
    this.between.answer("ecs:DescribeServices", {
      failures: [],
      services: [
        {
          serviceName: names.service,
          status: "ACTIVE",
          desiredCount: 2,
          runningCount: service.running,
          pendingCount: 0,
          deployments: service.deployments,
          events: service.events.map(([ago, message], index) => ({
            id: `${index}`,
            createdAt: now - ago,
            message: `(service ${names.service}) ${message}`,
          })),
        },
      ],
    });
  }

  /** A deployment as ECS describes it, of this revision. */
  deployment(revision: number, secondsAgo: number, different: object = {}): object {
    const now = Date.now() / 1000;
    return {
      id: `ecs-svc/${revision}`,
      status: "PRIMARY",
      rolloutState: "COMPLETED",
      taskDefinition: `${here}:task-definition/recommender:${revision}`,
      desiredCount: 2,
      runningCount: 2,
      failedTasks: 0,
      createdAt: now - secondsAgo,
      updatedAt: now - secondsAgo + 150,
      ...different,
    };
  }

  /** The task that ECS stopped last, as long as it remembers it. */
  stopped(secondsAgo: number, different: object): void {
    const taskArn = `${here}:task/${names.cluster}/4f1c9a6b0d3e4c5f8a7b6c5d4e3f2a1b`;
    const stoppedAt = Date.now() / 1000 - secondsAgo;
    const task = { taskArn, lastStatus: "STOPPED", desiredStatus: "STOPPED", createdAt: stoppedAt - 60, stoppedAt };
    this.between.answer("ecs:ListTasks", { taskArns: [taskArn] });
    this.between.answer("ecs:DescribeTasks", { failures: [], tasks: [{ ...task, containers: [], ...different }] });
  }

  /** What Elastic Load Balancing finds of its targets from now on: address, state, reason code and details. */
  targets(...targets: readonly (readonly [string, string, string?, string?])[]): void {
    const member = ([id, state, reason, description]: (typeof targets)[number]) => `<member>
      <Target><Id>${id}</Id><Port>80</Port><AvailabilityZone>us-west-2a</AvailabilityZone></Target>
      <TargetHealth><State>${state}</State>${reason ? `<Reason>${reason}</Reason>` : ""}${
        description ? `<Description>${description}</Description>` : ""
      }</TargetHealth></member>`;
    this.between.answer(
      "elasticloadbalancing:DescribeTargetHealth",
      `<DescribeTargetHealthResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">
  <DescribeTargetHealthResult><TargetHealthDescriptions>${targets.map(member).join("")}</TargetHealthDescriptions></DescribeTargetHealthResult>
  <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
</DescribeTargetHealthResponse>`,
    );
  }
}
