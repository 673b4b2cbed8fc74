"""One round of `monitor`."""

import json

from calls import session
from find import find


def monitor(cluster, longest_wait="20"):
    """Scaling activities, visible messages by queue, and what it learned of each video from the messages that it read."""
    found = find(cluster)
    activities = session.client("autoscaling").describe_scaling_activities(
        ActivityIds=[], AutoScalingGroupName=found["ASG"], IncludeDeletedGroups=False, MaxRecords=10
    )["Activities"]
    sqs = session.client("sqs")
    waiting, learned = {}, []
    for queue in ("VIDEO_QUEUE", "TRACK_QUEUE", "DEAD_QUEUE"):
        attributes = sqs.get_queue_attributes(
            QueueUrl=found[queue],
            AttributeNames=["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
        )["Attributes"]
        waiting[queue] = int(attributes["ApproximateNumberOfMessages"])
        if queue != "VIDEO_QUEUE":
            learned += [_told(queue, message) for message in _read_all(sqs, found[queue], int(longest_wait))]
    return {"activities": len(activities), "waiting": waiting, "learned": sorted(learned)}


def _read_all(sqs, queue, longest_wait):
    """Ten at a time until there are none; nothing is deleted."""
    while messages := sqs.receive_message(
        QueueUrl=queue,
        MaxNumberOfMessages=10,
        WaitTimeSeconds=longest_wait,
        MessageAttributeNames=["All"],
        AttributeNames=["All"],
    ).get("Messages"):
        yield from messages


def _told(queue, message):
    """Each of these is read without asking whether it is there: monitor ends on a message without one."""
    body = json.loads(message["Body"])
    int(message["Attributes"]["ApproximateFirstReceiveTimestamp"])
    body["metadata_b64"]
    return f"{body['job_name']} {body['video']} {'SUCCESS' if queue == 'TRACK_QUEUE' else 'FAILED'}"
