"""DynamoDB streams: which changes leave a record, and what is in it."""

import json

from moto.core.utils import utcnow
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import StreamShard
from moto.dynamodb.models.utilities import dynamo_json_dump

from .patch import instead_of
from .pipes import carry


def plain(item):
    return None if item is None else json.loads(dynamo_json_dump(item.to_json()["Attributes"]))


# AWS: a write that changes nothing leaves no record, and a record stays as it was written. moto: one for each write, which
# changes with the item; and it tells no pipe.
@instead_of(StreamShard, "add")
def _(original, self, old, new):
    if old is not None and new is not None and plain(old) == plain(new):
        return
    original(self, old, new)
    record = self.items[-1].record
    written = record["dynamodb"].pop("ApproximateCreationDateTime", utcnow())
    record["dynamodb"] = json.loads(dynamo_json_dump(record["dynamodb"]))
    record["dynamodb"]["ApproximateCreationDateTime"] = written
    record["awsRegion"] = self.table.region_name
    if not getattr(self, "held", False):
        carry(self.table, record)


# AWS: an update that makes the item leaves one record, an INSERT. moto: two, the first with the keys alone.
@instead_of(DynamoDBBackend, "update_item")
def _(original, self, table_name, *args, **kwargs):
    table = self.get_table(table_name)
    shard = table.stream_shard
    if shard is None:
        return original(self, table_name, *args, **kwargs)
    before = len(shard.items)
    shard.held = True
    try:
        return original(self, table_name, *args, **kwargs)
    finally:
        shard.held = False
        del shard.items[before:-1]
        for position, item in enumerate(shard.items[before:], start=before):
            item.record["dynamodb"]["SequenceNumber"] = str(shard.starting_sequence_number + position)
            carry(table, item.record)
