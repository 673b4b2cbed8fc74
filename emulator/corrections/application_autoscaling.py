"""Application Auto Scaling: tags of targets, policies that are put again."""

import json

from moto.applicationautoscaling.models import ApplicationAutoscalingBackend, FakeApplicationAutoscalingPolicy
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from .patch import instead_of


def _tags(response):
    return response.applicationautoscaling_backend.__dict__.setdefault("tags_of_targets", {})


# AWS: a scalable target has tags. moto: has neither them nor their actions.
@instead_of(ApplicationAutoScalingResponse, "register_scalable_target")
def _(original, self):
    answer = original(self)
    _tags(self).setdefault(json.loads(answer)["ScalableTargetARN"], {}).update(self._get_param("Tags") or {})
    return answer


def list_tags_for_resource(self):
    return json.dumps({"Tags": _tags(self).get(self._get_param("ResourceARN"), {})})


def tag_resource(self):
    _tags(self).setdefault(self._get_param("ResourceARN"), {}).update(self._get_param("Tags"))
    return "{}"


def untag_resource(self):
    held = _tags(self).get(self._get_param("ResourceARN"), {})
    for key in self._get_param("TagKeys"):
        held.pop(key, None)
    return "{}"


for action in (list_tags_for_resource, tag_resource, untag_resource):
    setattr(ApplicationAutoScalingResponse, action.__name__, action)


# AWS: a policy that is put again keeps its ARN and its alarms. moto: makes new ones.
@instead_of(ApplicationAutoscalingBackend, "put_scaling_policy")
def _(original, self, **arguments):
    names = ("service_namespace", "resource_id", "scalable_dimension", "policy_name")
    before = self.policies.get(FakeApplicationAutoscalingPolicy.formulate_key(*(arguments[name] for name in names)))
    policy = original(self, **arguments)
    if before:
        policy.policy_arn, policy.alarms = before.policy_arn, before.alarms
    return policy
