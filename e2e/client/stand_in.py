"""Makes of synthesized stacks, through AWS's API, what the client and a worker see: in a second instead of an apply's minute.

usage: python stand_in.py cdk.tf.json...
"""

import json
import sys
from pathlib import Path

import boto3

ecs, sqs, s3 = boto3.client("ecs"), boto3.client("sqs"), boto3.client("s3")
scaling, ec2, cloudformation = boto3.client("autoscaling"), boto3.client("ec2"), boto3.client("cloudformation")

# What Terraform puts in place of its expressions.
KNOWN = {
    "${data.aws_caller_identity.place_account.account_id}": "123456789012",
    "${data.aws_partition.place_partition.partition}": "aws",
    "${aws_launch_template.fleet_template.name}": "stand-in",
}
ATTRIBUTES = {
    "fifo_queue": "FifoQueue",
    "content_based_deduplication": "ContentBasedDeduplication",
    "visibility_timeout_seconds": "VisibilityTimeout",
    "receive_wait_time_seconds": "ReceiveMessageWaitTimeSeconds",
    "redrive_policy": "RedrivePolicy",
}


def stand_in(text, subnet):
    for expression, value in KNOWN.items():
        text = text.replace(expression, value)
    resource = json.loads(text)["resource"]
    for address in ("queues_dead", "queues_track", "queues_video"):
        queue = resource["aws_sqs_queue"][address]
        attributes = {name: _text(queue[key]) for key, name in ATTRIBUTES.items() if key in queue}
        sqs.create_queue(QueueName=queue["name"], Attributes=attributes)
    for bucket in resource["aws_s3_bucket"].values():
        s3.create_bucket(Bucket=bucket["bucket"], CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    ecs.create_cluster(clusterName=resource["aws_ecs_cluster"]["cluster"]["name"])
    group = resource["aws_autoscaling_group"]["fleet"]
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=group["name"],
        MinSize=0,
        MaxSize=group["max_size"],
        LaunchTemplate={"LaunchTemplateName": "stand-in"},
        VPCZoneIdentifier=subnet,
    )
    described = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[group["name"]])["AutoScalingGroups"]
    ecs.create_capacity_provider(
        name=resource["aws_ecs_capacity_provider"]["fleet_capacity"]["name"],
        autoScalingGroupProvider={"autoScalingGroupArn": described[0]["AutoScalingGroupARN"]},
    )
    signpost = resource["aws_cloudformation_stack"]["signpost"]
    cloudformation.create_stack(
        StackName=signpost["name"],
        TemplateBody=signpost["template_body"],
        Parameters=[{"ParameterKey": "Subnet", "ParameterValue": subnet}],
    )


def _text(value):
    return value if isinstance(value, str) else json.dumps(value)


image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
ec2.create_launch_template(
    LaunchTemplateName="stand-in", LaunchTemplateData={"ImageId": image, "InstanceType": "g4dn.xlarge"}
)
subnet = ec2.describe_subnets()["Subnets"][0]["SubnetId"]
for file in sys.argv[1:]:
    stand_in(Path(file).read_text(), subnet)
