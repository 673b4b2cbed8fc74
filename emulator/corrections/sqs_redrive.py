"""SQS: the way of a message to a dead-letter queue, and back."""

from uuid import uuid4

from moto.core.responses import ActionResult
from moto.core.utils import unix_time_millis
from moto.sqs import models
from moto.sqs.exceptions import QueueDoesNotExist
from moto.sqs.responses import SQSResponse

from .patch import instead_of


# AWS: a dead letter tells which queue it came from; in FIFO queues its own id becomes its deduplication id, so that equal
# texts do not swallow each other ("Configure a dead-letter queue redrive"), and its time starts anew ("Using dead-letter
# queues in Amazon SQS"). moto: none of it.
@instead_of(models.SQSBackend, "receive_message")
def _(original, self, queue_name, *args, **kwargs):
    queue = self.get_queue(queue_name)
    before = list(queue._messages) if queue.dead_letter_queue else []
    received = original(self, queue_name, *args, **kwargs)
    now, left = int(unix_time_millis()), set(queue._messages)
    for message in (message for message in before if message not in left):
        message.dead_letter_source = queue.queue_arn
        message.deduplication_id, message.sent_timestamp = message.id, now
    return received


@instead_of(SQSResponse, "receive_message")
def _(original, self):
    result = original(self)
    wanted = (self._get_param("MessageSystemAttributeNames") or []) + (self._get_param("AttributeNames") or [])
    if "All" in wanted or "DeadLetterQueueSourceArn" in wanted:
        messages = {message.id: message for message in self.sqs_backend.get_queue(self._get_queue_name())._messages}
        for answered in result.result.get("Messages", []):
            source = getattr(messages.get(answered["MessageId"]), "dead_letter_source", None)
            if source:
                answered.setdefault("Attributes", {})["DeadLetterQueueSourceArn"] = source
    return result


# AWS: moves what is in a dead-letter queue, little by little. Here: at once, and what is in flight stays. moto: lacks it.
def start_message_move_task(self):
    source = _queue_of(self, self._get_param("SourceArn"))
    sources = self.sqs_backend.list_dead_letter_source_queues(source.name)
    if not sources:
        raise QueueDoesNotExist
    moved = [message for message in source._messages if message.visible]
    for message in moved:
        source._messages.remove(message)
        origin = self._get_param("DestinationArn") or getattr(message, "dead_letter_source", sources[0].queue_arn)
        # "All redriven messages are considered new messages with a new messageID and enqueueTime".
        message.id = message.deduplication_id = str(uuid4())
        message.approximate_receive_count, message.sent_timestamp = 0, int(unix_time_millis())
        _queue_of(self, origin).add_message(message)
    task = {
        "TaskHandle": str(uuid4()),
        "SourceArn": source.queue_arn,
        "DestinationArn": self._get_param("DestinationArn"),
        "Status": "COMPLETED",
        "ApproximateNumberOfMessagesMoved": len(moved),
        "ApproximateNumberOfMessagesToMove": len(moved),
        "StartedTimestamp": int(unix_time_millis()),
    }
    source.__dict__.setdefault("move_tasks", []).insert(0, task)
    return ActionResult({"TaskHandle": task["TaskHandle"]})


# AWS: tells of the newest ten. moto: lacks it.
def list_message_move_tasks(self):
    tasks = getattr(_queue_of(self, self._get_param("SourceArn")), "move_tasks", [])
    return ActionResult({"Results": tasks[: self._get_int_param("MaxResults", 1)]})


def _queue_of(response, arn):
    return response.sqs_backend.get_queue(arn.split(":")[-1])


for action in (start_message_move_task, list_message_move_tasks):
    setattr(SQSResponse, action.__name__, action)
