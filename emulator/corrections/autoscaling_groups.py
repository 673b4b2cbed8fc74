"""EC2 Auto Scaling groups: what AWS answers of a group's settings, and how it changes its size."""

from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup, FakeScalingPolicy
from moto.autoscaling.responses import AutoScalingResponse

from .patch import instead_of, keep

SETTINGS = (
    "CapacityRebalance",
    "DefaultCooldown",
    "DefaultInstanceWarmup",
    "MaxInstanceLifetime",
    "PlacementGroup",
    "TerminationPolicies",
)

# AWS: answers each setting that a group was created or updated with. moto: drops these.
for action in ("create_auto_scaling_group", "update_auto_scaling_group"):

    @instead_of(AutoScalingResponse, action)
    def _(original, self):
        result = original(self)
        keep(self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")], self, *SETTINGS)
        return result


# AWS: a group without a mixed instances policy answers none. moto: {} for a group that CloudFormation made.
@instead_of(FakeAutoScalingGroup, "__init__")
def _(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    self.mixed_instances_policy = self.mixed_instances_policy or None


# AWS: with a mixed instances policy the overrides name the types, in order. moto: launches the template's type.
_template_type = FakeAutoScalingGroup.instance_type


def _instance_type(self):
    overrides = ((self.mixed_instances_policy or {}).get("LaunchTemplate") or {}).get("Overrides") or []
    named = [override["InstanceType"] for override in overrides if override.get("InstanceType")]
    return named[0] if named else _template_type.fget(self)


FakeAutoScalingGroup.instance_type = property(_instance_type)


# AWS: an update changes only what it names; a smaller maximum lowers, a larger minimum raises the desired capacity
# ("UpdateAutoScalingGroup"). moto: drops the mixed instances policy, and compares with the instances that run, so that
# a raised maximum can raise the desired capacity of a group whose protected instances are still leaving.
@instead_of(FakeAutoScalingGroup, "update")
def _(original, self, **kwargs):
    held_policy, desired = self.mixed_instances_policy, kwargs["desired_capacity"]
    least = self.min_size if kwargs["min_size"] is None else kwargs["min_size"]
    most = self.max_size if kwargs["max_size"] is None else kwargs["max_size"]
    if desired is None:
        kwargs["desired_capacity"] = max(least, min(most, self.desired_capacity))
    elif not least <= desired <= most:
        raise ValidationError(
            f"Desired capacity:{desired} must be between the specified min size:{least} and max size:{most}"
        )
    if not kwargs["launch_template"] and not kwargs["launch_config_name"]:
        kwargs["mixed_instances_policy"] = kwargs["mixed_instances_policy"] or _as_asked(held_policy)
    original(self, **kwargs)


# AWS: refuses a desired capacity outside of minimum and maximum. moto: takes any.
@instead_of(AutoScalingResponse, "set_desired_capacity")
def _(original, self):
    group = _group(self)
    wanted = self._get_int_param("DesiredCapacity")
    if wanted > group.max_size:
        raise ValidationError(
            f"New SetDesiredCapacity value {wanted} is above max value {group.max_size} for the AutoScalingGroup."
        )
    if wanted < group.min_size:
        raise ValidationError(
            f"New SetDesiredCapacity value {wanted} is below min value {group.min_size} for the AutoScalingGroup."
        )
    return original(self)


# AWS: deletes a group that has instances only by force, and then ends them all. moto: leaves the protected ones.
@instead_of(AutoScalingResponse, "delete_auto_scaling_group")
def _(original, self):
    group = _group(self)
    if group.instance_states and not self._get_bool_param("ForceDelete", False):
        raise AutoscalingClientError(
            "ResourceInUse",
            "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) "
            "still in the group.",
        )
    for state in group.instance_states:
        state.protected_from_scale_in = False
    return original(self)


# AWS: a policy is enabled and answers its own type's configuration only. moto: {} for the predictive one.
@instead_of(FakeScalingPolicy, "__init__")
def _(original, self, *args, **kwargs):
    original(self, *args, **kwargs)
    self.enabled = True
    self.predictive_scaling_configuration = self.predictive_scaling_configuration or None


def _group(response):
    name = response._get_param("AutoScalingGroupName")
    group = response.autoscaling_backend.autoscaling_groups.get(name)
    if group is None:
        raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
    return group


def _as_asked(policy):
    """A policy as a request may give it: moto answers the launch template by id and name, and takes either."""
    if policy is None:
        return None
    template = policy["LaunchTemplate"]
    specification = {
        key: value for key, value in template["LaunchTemplateSpecification"].items() if key != "LaunchTemplateName"
    }
    return policy | {"LaunchTemplate": template | {"LaunchTemplateSpecification": specification}}
