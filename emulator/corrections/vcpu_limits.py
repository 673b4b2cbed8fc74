"""EC2's limit on vCPUs, as an Auto Scaling group meets it."""

from moto.autoscaling.models import FakeAutoScalingGroup
from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.servicequotas.models import servicequotas_backends

from .autoscaling_instances import record
from .patch import instead_of
from .service_quotas import granted


# AWS: launches as many as the account's quota allows; the order stays, and an activity tells of the failure.
# moto: any number.
@instead_of(FakeAutoScalingGroup, "replace_autoscaling_group_instances")
def _(original, self, count_needed, *args, **kwargs):
    backend = self.autoscaling_backend
    quotas = granted(servicequotas_backends[backend.account_id][backend.region_name])
    code = _quota_code(self.instance_type, _is_spot(self))
    if code is None:
        return original(self, count_needed, *args, **kwargs)
    free = quotas[code] - _used(backend.ec2_backend, self.instance_type[0], _is_spot(self))
    fitting = max(0, min(count_needed, int(free // _vcpus(self.instance_type))))
    if fitting > 0:
        original(self, fitting, *args, **kwargs)
    if fitting < count_needed:
        market = "Spot" if _is_spot(self) else "On-Demand"
        error = (
            "MaxSpotInstanceCountExceeded - Max spot instance count exceeded."
            if _is_spot(self)
            else f"VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of "
            f"{int(quotas[code])} allows for the instance bucket that the specified instance type belongs to. Please "
            "visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit."
        )
        record(
            self,
            "Launching a new EC2 instance.",
            "an instance was started in response to a difference between desired and actual capacity, "
            f"increasing the capacity to {self.desired_capacity}.",
            failure=f"Could not launch {market} Instances. {error} Launching EC2 instance failed.",
        )


def _quota_code(instance_type, spot):
    codes = {"g": ("L-DB2E81BA", "L-3819A6DF"), "p": ("L-417A185B", "L-7212CCBC")}
    return codes[instance_type[0]][spot] if instance_type[0] in codes else None


def _used(ec2, family, spot):
    return sum(
        _vcpus(instance.instance_type)
        for instance in ec2.all_instances()
        if instance.state in ("pending", "running")
        and instance.instance_type.startswith(family)
        and (getattr(instance, "lifecycle", None) == "spot") == spot
    )


def _is_spot(group):
    distribution = (group.mixed_instances_policy or {}).get("InstancesDistribution") or {}
    return str(distribution.get("OnDemandPercentageAboveBaseCapacity", 100)) == "0"


def _vcpus(instance_type):
    return INSTANCE_TYPES[instance_type]["VCpuInfo"]["DefaultVCpus"]
