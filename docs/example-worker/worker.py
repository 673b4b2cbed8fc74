"""A complete worker: takes videos until the queue is empty, and runs the command of its arguments on each.

usage: worker.py COMMAND [ARG...]        runs `COMMAND ARG... <video> <folder>`; what it writes into the folder is the result
"""
import json
import os
import shlex
import signal
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

import boto3

region = os.environ["AWS_REGION"]  # boto3 itself reads AWS_DEFAULT_REGION only
s3, sqs = boto3.client("s3", region_name=region), boto3.client("sqs", region_name=region)
pipeline = __import__("pipeline") if "PIPELINE_TABLE" in os.environ else None  # the file beside this one
stopping = []
signal.signal(signal.SIGTERM, lambda *_: stopping.append(True))


def main(command):
    videos = sqs.get_queue_url(QueueName=os.environ["VIDEO_QUEUE"])["QueueUrl"]
    # The queue itself waits ten seconds for a video before it answers that there is none.
    while not stopping and (messages := sqs.receive_message(QueueUrl=videos).get("Messages")):
        message = messages[0]
        receipt = {"QueueUrl": videos, "ReceiptHandle": message["ReceiptHandle"]}
        try:
            if stopping:
                raise InterruptedError("told to stop before it began")
            body = json.loads(message["Body"])
            if pipeline is None or pipeline.begin(body):
                work(command, body, message["MessageId"])
            sqs.delete_message(**receipt)
            if body["clean"] == "True":
                s3.delete_object(Bucket=os.environ["VIDEO_BUCKET"], Key=body["video"].lstrip("/"))
        except Exception as error:
            print(f"{message['Body']} failed: {error}", flush=True)
            # To the next try at once; after MaxReceiveCount tries SQS puts the message into the dead queue.
            sqs.change_message_visibility(**receipt, VisibilityTimeout=0)


def work(command, body, group):
    key = body["video"].lstrip("/")
    with tempfile.TemporaryDirectory() as scratch:
        video, folder = Path(scratch, PurePosixPath(key).name), Path(scratch, "results")
        folder.mkdir()
        s3.download_file(body.get("bucket", os.environ["VIDEO_BUCKET"]), key, str(video))
        subprocess.run([*command, *shlex.split(body.get("args", "")), video, folder], check=True)
        with tarfile.open(f"{scratch}/tracks.tar.gz", "w:gz") as tar:
            tar.add(folder, arcname=".")
        results = f"{PurePosixPath(key).with_suffix('')}.tracks.tar.gz"
        s3.upload_file(f"{scratch}/tracks.tar.gz", os.environ["TRACK_BUCKET"], results)
        if pipeline:
            pipeline.done(body, result_file={"bucket": os.environ["TRACK_BUCKET"], "key": results})
    report = json.dumps({**body, "status": "SUCCESS", "results": results})
    tracks = sqs.get_queue_url(QueueName=os.environ["TRACK_QUEUE"])["QueueUrl"]
    sqs.send_message(QueueUrl=tracks, MessageBody=report, MessageGroupId=group)


main(sys.argv[1:])
