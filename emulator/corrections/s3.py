"""Policies of S3 buckets."""

from moto.iam.access_control import IAMPolicyStatement, PermissionResult

from .patch import instead_of


# AWS: evaluates a policy's conditions. moto: takes each as true, so that "deny without TLS" shuts the bucket.
@instead_of(IAMPolicyStatement, "is_action_permitted")
def _(original, self, *args):
    return PermissionResult.NEUTRAL if "Condition" in self._statement else original(self, *args)
