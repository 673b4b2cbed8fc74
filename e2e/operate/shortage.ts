import { names } from "./hand-made/parts";

/** DescribeScalingActivities as Auto Scaling tells of a shortage, once for each try. The emulator never runs out. */
export function shortage(since: Date, tries: number): string {
  const at = since.toISOString();
  const member = `<member>
    <ActivityId>1</ActivityId><AutoScalingGroupName>${names.group}</AutoScalingGroupName><Progress>100</Progress>
    <Description>Launching a new EC2 instance.  Status Reason: Could not launch On-Demand Instances.</Description>
    <Cause>At ${at} an instance was started in response to a difference between desired and actual capacity.</Cause>
    <StartTime>${at}</StartTime><StatusCode>Failed</StatusCode>
    <StatusMessage>Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do not have sufficient g4dn.xlarge capacity in the Availability Zone you requested (us-west-2a). Launching EC2 instance failed.</StatusMessage>
  </member>`;
  return `<DescribeScalingActivitiesResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
  <DescribeScalingActivitiesResult><Activities>${member.repeat(tries)}</Activities></DescribeScalingActivitiesResult>
</DescribeScalingActivitiesResponse>`;
}
