"""Policies and notifications of S3 buckets."""

import re

from moto.iam.access_control import IAMPolicyStatement, PermissionResult
from moto.s3.responses import S3Response

from .patch import instead_of

TAG = "NotificationConfiguration"
EVENT_BRIDGE = "<EventBridgeConfiguration></EventBridgeConfiguration>"


# AWS: evaluates a policy's conditions. moto: takes each as true, so that "deny without TLS" shuts the bucket.
@instead_of(IAMPolicyStatement, "is_action_permitted")
def _(original, self, *args):
    return PermissionResult.NEUTRAL if "Condition" in self._statement else original(self, *args)


# AWS: says of a bucket that tells EventBridge that it does. moto: keeps that to itself, and every plan switches it on.
@instead_of(S3Response, "get_bucket_notification")
def _(original, self):
    status, headers, body = original(self)
    configuration = self.backend.get_bucket_notification_configuration(self.bucket_name)
    if configuration and configuration.event_bridge is not None:
        text = body.decode() if isinstance(body, bytes) else body
        opened = re.sub(f"<{TAG}([^>]*)/>", rf"<{TAG}\1></{TAG}>", text)
        body = opened.replace(f"</{TAG}>", f"{EVENT_BRIDGE}</{TAG}>")
    return status, headers, body
