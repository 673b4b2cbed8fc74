"""SQS queues: their attributes, and the order of FIFO groups."""

import json
from functools import partial
from types import SimpleNamespace

import clock
from moto.core.utils import unix_time
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
# AWS: a long poll keeps nobody waiting but its caller, and sees a group that is let go meanwhile. moto: would wait in its
# turn, and all other requests with it; without a pause while a message is there that its group holds back.
# Here: while the clock stands still nothing can come, so a long poll answers at once.
@instead_of(models.SQSBackend, "receive_message")
def _(original, self, queue_name, count, wait_seconds, *args, **kwargs):
    end = unix_time() + wait_seconds
    while True:
        queue = self.get_queue(queue_name)
        queue.pending_messages.difference_update([message for message in queue.pending_messages if message.visible])
        received = original(self, queue_name, count, 0, *args, **kwargs)
        if received or clock.stands() or unix_time() >= end:
            return received
        let_others(0.02)
