"""EventBridge Pipes from a DynamoDB stream to an SQS queue: what passes a pipe's filters is sent on at once.

"Event filtering in Amazon EventBridge Pipes": a record passes if it fits one of the patterns. What fits a pattern is moto's
own reading of EventBridge's.
"""

import json
import re

from moto.dynamodb.models.utilities import dynamo_json_dump
from moto.events.models import EventPattern
from moto.pipes.models import EventBridgePipesBackend, pipes_backends
from moto.sqs.models import sqs_backends

from .patch import instead_of

# "SendMessage", MessageGroupId.
GROUP = re.compile(r"[A-Za-z0-9!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]{1,128}")


# AWS: a pipe reads its source and sends what passes its filters to its target. moto: keeps the pipe and does nothing.
def carry(table, record):
    stream = f"{table.table_arn}/stream/{table.latest_stream_label}"
    for pipe in list(pipes_backends[table.account_id][table.region_name].pipes.values()):
        pipe.advance()
        if pipe.source == stream and pipe.current_state == "RUNNING":
            _carry(pipe, json.loads(dynamo_json_dump(record | {"dynamodb": _told(record)})))


def _told(record):
    return {name: value for name, value in record["dynamodb"].items() if name != "ApproximateCreationDateTime"}


def _carry(pipe, record):
    filters = (pipe.source_parameters or {}).get("FilterCriteria", {}).get("Filters", [])
    patterns = [json.loads(one["Pattern"]) for one in filters]
    if patterns and not any(EventPattern(None, pattern).matches_event(record) for pattern in patterns):
        return
    try:
        parameters = pipe.target_parameters or {}
        group = _value(parameters.get("SqsQueueParameters", {}).get("MessageGroupId"), record)
        if group is not None and not GROUP.fullmatch(group):
            raise ValueError(f"MessageGroupId {group!r}")
        _send(pipe.target, _filled(parameters["InputTemplate"], record), group)
    except Exception as error:
        _bury(pipe, record, error)


def _filled(template, record):
    """A variable stands between quotes: its text is put there as JSON writes it."""
    return re.sub(r"<(\$[^>]*)>", lambda found: json.dumps(_value(found[1], record))[1:-1], template)


def _value(path, record):
    if path is None or not path.startswith("$."):
        return path
    for name in path[2:].split("."):
        record = record[name]
    return record


def _send(queue_arn, body, group=None):
    _, _, _, region, account, name = queue_arn.split(":")
    sqs_backends[account][region].send_message(name, body, group_id=group)


# Not verified on AWS: the fields of such a message. It tells where the record is, and not what is in it.
def _bury(pipe, record, error):
    source = pipe.source_parameters["DynamoDBStreamParameters"]
    target = source.get("DeadLetterConfig", {}).get("Arn")
    if target is None:
        return
    body = {
        "context": {"partnerResourceArn": pipe.arn, "condition": "RetryAttemptsExhausted", "error": str(error)},
        "DDBStreamBatchInfo": {
            "startSequenceNumber": record["dynamodb"]["SequenceNumber"],
            "streamArn": pipe.source,
            "batchSize": 1,
        },
    }
    _send(target, json.dumps(body))


# AWS: answers -1 for limits that nobody set. moto: nothing.
@instead_of(EventBridgePipesBackend, "create_pipe")
def _(original, self, **parameters):
    stream = (parameters.get("source_parameters") or {}).get("DynamoDBStreamParameters")
    if stream is not None:
        stream.setdefault("MaximumRecordAgeInSeconds", -1)
        stream.setdefault("MaximumRetryAttempts", -1)
    return original(self, **parameters)
