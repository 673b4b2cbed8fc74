"""SQS queues: their attributes, and the order of FIFO groups."""

import json
import time
from functools import partial
from types import SimpleNamespace

import clock
from moto.sqs import models

from turns import let_others

from .patch import instead_of

# AWS: answers the redrive policy as compact JSON. moto: with blanks.
models.json = SimpleNamespace(loads=json.loads, dumps=partial(json.dumps, separators=(",", ":")))


# AWS: leaves a policy alone that a call does not name. moto: drops it.
@instead_of(models.Queue, "_set_attributes")
def _(original, self, attributes, now=None):
    original(self, attributes if "Policy" in attributes else attributes | {"Policy": self.policy}, now)
    self.redrive_allow_policy = self.redrive_allow_policy or None


# AWS: answers RedriveAllowPolicy where there is one. moto: keeps but never answers it; the provider waits for it.
models.Queue.redrive_allow_policy = None
models.Queue.BASE_ATTRIBUTES.append("RedriveAllowPolicy")


# AWS: a message whose visibility timeout has passed no longer holds back its group. moto: until it is looked at, so
# that messages of one group can overtake each other.
# Here: while the clock stands still nothing can come, so a long poll answers at once.
@instead_of(models.SQSBackend, "receive_message")
def _(original, self, queue_name, count, wait_seconds, *args, **kwargs):
    queue = self.get_queue(queue_name)
    queue.pending_messages.difference_update([message for message in queue.pending_messages if message.visible])
    return original(self, queue_name, count, 0 if clock.stands() else wait_seconds, *args, **kwargs)


# AWS: a long poll keeps nobody waiting but its caller. moto: would wait in its turn, and all other requests with it.
@instead_of(models.Queue, "wait_for_messages")
def _(original, self, timeout):
    end = time.monotonic() + timeout
    while not self.messages and time.monotonic() < end:
        let_others(0.02)
