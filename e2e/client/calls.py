"""AWS as the client sees it, with a note of every call: what a policy of its user must allow."""

import boto3

session = boto3.session.Session()
made = []


def _keep_parameters(params, context, **_):
    context["asked"] = dict(params)


def _note(model, context, **_):
    asked = context["asked"]
    if "Bucket" in asked:
        subject = f"{asked['Bucket']}/{asked['Key']}"
    else:
        subject = asked.get("QueueUrl") or asked.get("QueueName") or asked.get("StackName") or "*"
        subject = subject.split("/")[-1]
    made.append(f"{model.service_model.signing_name}:{model.name} {subject}")


session.events.register("provide-client-params.*.*", _keep_parameters)
session.events.register("before-call.*.*", _note)
