"""What a worker of a pipeline adds to worker.py: it says in the video's item that its step runs, and that it is done."""
import os

import boto3
from botocore.exceptions import ClientError

STEP = os.environ["PROCESSOR"]
FIELDS = ("user_name", "metadata_b64")  # the next step's message is made of them
table = boto3.resource("dynamodb", region_name=os.environ["AWS_REGION"]).Table(os.environ["PIPELINE_TABLE"])


def begin(body):
    """False when this step is done already: the message came a second time, and there is nothing to do."""
    return write(body, {"state": "running"})


def done(body, **results):
    """Starts the next step. What else is given, such as result_file={"bucket": …, "key": …}, it finds in the item."""
    return write(body, {"state": "done", **results})


def write(body, step):
    names = {"#step": STEP, "#state": "state", **{f"#{field}": field for field in FIELDS}}
    fields = ", ".join(f"#{field} = if_not_exists(#{field}, :{field})" for field in FIELDS)
    try:
        table.update_item(
            Key={"video": body["video"], "job_name": body["job_name"]},
            UpdateExpression=f"SET #step = :step, {fields}",
            # Done stays done: the change to done is what starts the next step, and it must come once.
            ConditionExpression="attribute_not_exists(#step) OR #step.#state <> :done",
            ExpressionAttributeNames=names,
            ExpressionAttributeValues={":step": step, ":done": "done", **{f":{field}": body[field] for field in FIELDS}},
        )
        return True
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return False
