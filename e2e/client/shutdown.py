"""`ecsshutdown`: the fleet to zero for five minutes, its work stopped, one result and one video reported as failed."""

import json

from calls import session
from find import find


def shutdown(cluster, interrupted=""):
    """What it found and touched. With `interrupted`, it ends in its five minutes, before it allows instances again."""
    found = find(cluster)
    ecs, sqs, scaling = session.client("ecs"), session.client("sqs"), session.client("autoscaling")
    arn = next(arn for arn in ecs.list_clusters()["clusterArns"] if cluster in arn)
    group = _group(ecs, cluster)
    if group:
        described = scaling.describe_auto_scaling_groups(AutoScalingGroupNames=[group])["AutoScalingGroups"]
        most = max(described[0]["MaxSize"], 6)
        scaling.update_auto_scaling_group(AutoScalingGroupName=group, MinSize=0, MaxSize=0)
    for service in ecs.list_services(cluster=arn)["serviceArns"]:
        ecs.update_service(cluster=arn, service=service, desiredCount=0)
    instances = ecs.list_container_instances(cluster=arn)["containerInstanceArns"]
    for instance in instances:
        ecs.update_container_instances_state(cluster=arn, containerInstances=[instance], status="DRAINING")
    tasks = ecs.list_tasks(cluster=arn)["taskArns"]
    for task in tasks:
        ecs.stop_task(cluster=arn, task=task)
    results = _take_back_a_result(sqs, found)
    video = _report_a_video(sqs, found)
    if group and not interrupted:
        scaling.update_auto_scaling_group(AutoScalingGroupName=group, MinSize=0, MaxSize=most)
    return {
        "cluster": arn.split("/")[-1],
        "group": group,
        "instances": len(instances),
        "tasks": len(tasks),
        "results": results,
        "video": video,
    }


def _group(ecs, cluster):
    """The group of the capacity provider whose name, up to the first -, is the cluster's; None when it is not on the page."""
    for provider in ecs.describe_capacity_providers()["capacityProviders"]:
        if provider["name"].split("-")[0] == cluster:
            return provider["autoScalingGroupProvider"]["autoScalingGroupArn"].split("/")[-1]
    return None


def _receive(sqs, queue):
    answer = sqs.receive_message(QueueUrl=queue, AttributeNames=["All"], MessageAttributeNames=["All"])
    return answer.get("Messages", [])


def _take_back_a_result(sqs, found):
    for message in _receive(sqs, found["TRACK_QUEUE"]):
        body = json.loads(message["Body"])
        if body["status"] == "SUCCESS":
            session.client("s3").delete_object(Bucket=found["TRACK_BUCKET"], Key=body["results"])
        _send_to_dead(sqs, found, message, json.dumps(body | {"status": "FAILED"}, indent=4))
        sqs.delete_message(QueueUrl=found["TRACK_QUEUE"], ReceiptHandle=message["ReceiptHandle"])
        return body["results"]
    return None


def _report_a_video(sqs, found):
    """It is sent twice, in two spellings that deduplication does not take for one, and stays where it was."""
    for message in _receive(sqs, found["VIDEO_QUEUE"]):
        body = json.loads(message["Body"]) | {"error": "ECS cluster shutdown", "status": "FAILED"}
        _send_to_dead(sqs, found, message, json.dumps(body, indent=4))
        _send_to_dead(sqs, found, message, json.dumps(body))
        return body["video"]
    return None


def _send_to_dead(sqs, found, message, body):
    sqs.send_message(
        QueueUrl=found["DEAD_QUEUE"], MessageBody=body, MessageGroupId=message["Attributes"]["MessageGroupId"]
    )
