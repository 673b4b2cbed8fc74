"""EC2 Auto Scaling: instances that come, leave and are told of."""

from uuid import uuid4

from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.models import EC2Backend

from .patch import instead_of, page


def record(group, description, cause, failure=None):
    """A scaling activity of the group, the newest first; with a failure, its message."""
    now = utcnow()
    outcome = {"StatusCode": "Failed", "StatusMessage": failure} if failure else {"StatusCode": "Successful"}
    group.__dict__.setdefault("activities", []).insert(
        0,
        {
            "ActivityId": str(uuid4()),
            "AutoScalingGroupName": group.name,
            "AutoScalingGroupARN": group.arn,
            "Description": f"{description}  Status Reason: {failure}" if failure else description,
            "Cause": cause,
            "StartTime": now,
            "EndTime": now,
            "Progress": 100,
        }
        | outcome,
    )


# AWS: tells of each launch and each end of an instance as a scaling activity. moto: of none, ever.
@instead_of(FakeAutoScalingGroup, "replace_autoscaling_group_instances")
def _(original, self, *args, **kwargs):
    before = len(self.instance_states)
    original(self, *args, **kwargs)
    for state in self.instance_states[before:]:
        record(
            self,
            f"Launching a new EC2 instance: {state.instance.id}",
            f"an instance was started in response to a difference between desired and actual capacity, "
            f"increasing the capacity to {self.desired_capacity}.",
        )


@instead_of(EC2Backend, "terminate_instances")
def _(original, self, instance_ids):
    leaving = [
        instance
        for instance in (self.get_instance(instance_id) for instance_id in instance_ids)
        if instance.state != "terminated" and getattr(instance, "autoscaling_group", None)
    ]
    result = original(self, instance_ids)
    for instance in leaving:
        record(
            instance.autoscaling_group,
            f"Terminating EC2 instance: {instance.id}",
            f"instance {instance.id} was taken out of service.",
        )
    return result


# AWS: refuses an unknown group. moto: answers no activities for it.
def describe_scaling_activities(self):
    name = self._get_param("AutoScalingGroupName")
    groups = self.autoscaling_backend.autoscaling_groups
    if name and name not in groups:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
    chosen = [groups[name]] if name else list(groups.values())
    activities = [activity for group in chosen for activity in group.__dict__.get("activities", [])]
    rows, token = page(self, activities, "MaxRecords", "NextToken", 100)
    return ActionResult({"Activities": rows, "NextToken": token})


AutoScalingResponse.describe_scaling_activities = describe_scaling_activities


# AWS: TerminateInstanceInAutoScalingGroup refuses an instance of no group, and a decrement below the minimum.
# moto: fails with 500 on the one, and goes below the minimum on the other.
@instead_of(AutoScalingBackend, "terminate_instance")
def _(original, self, instance_id, should_decrement):
    groups = [
        group
        for group in self.autoscaling_groups.values()
        if any(state.instance.id == instance_id for state in group.instance_states)
    ]
    if not groups:
        raise ValidationError(f"Instance Id not found - No managed instance found for instance ID: {instance_id}")
    if should_decrement and groups[0].desired_capacity <= groups[0].min_size:
        raise ValidationError(
            f"Currently, desiredSize equals minSize ({groups[0].min_size}). Terminating instance without replacement "
            "will violate group's min size constraint. Either set shouldDecrementDesiredCapacity flag to false or "
            "lower group's min size."
        )
    return original(self, instance_id, should_decrement)


# AWS: replaces an instance that ended by itself only up to the desired capacity. moto: always.
def notify_terminate_instances(self, instance_ids):
    for group in self.autoscaling_groups.values():
        staying = [state for state in group.instance_states if state.instance.id not in instance_ids]
        if len(staying) < len(group.instance_states):
            group.instance_states = staying
            group.set_desired_capacity(group.desired_capacity)


AutoScalingBackend.notify_terminate_instances = notify_terminate_instances
