"""`ecsprocess --upload`: videos into the bucket, one message each into the queue."""

import base64
import json
import uuid
from datetime import datetime, timezone
from pathlib import Path

from botocore.exceptions import ClientError
from calls import session
from find import find


def submit(cluster, job, *videos):
    """Whether each video was uploaded, by its key; every video is queued, uploaded or not."""
    found = find(cluster)
    return {key: uploaded for key, uploaded in (_submit(found, job, Path(video)) for video in videos)}


def _submit(found, job, video):
    key = video.as_posix().split("home/")[-1]
    uploaded = _upload(found["VIDEO_BUCKET"], key, video)
    metadata = base64.b64encode(json.dumps({"message_uuid": str(uuid.uuid4())}).encode()).decode()
    body = {"video": key, "clean": "False", "user_name": "me", "metadata_b64": metadata, "job_name": job}
    queue = session.resource("sqs").get_queue_by_name(QueueName=found["VIDEO_QUEUE"])
    second = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S")
    queue.send_message(MessageBody=json.dumps(body, indent=4), MessageGroupId=f"{second}-{video.name}")
    return key, uploaded


def _upload(bucket, key, video):
    s3 = session.client("s3")
    uploaded = False
    try:
        session.resource("s3").Object(bucket, key).load()
    except ClientError as error:
        if error.response["Error"]["Code"] == "403":
            return False
        if error.response["Error"]["Code"] != "404":
            raise
        s3.upload_file(video.as_posix(), bucket, key)
        uploaded = True
    s3.put_object_tagging(Bucket=bucket, Key=key, Tagging={"TagSet": [{"Key": "mbari:stage", "Value": "test"}]})
    return uploaded
