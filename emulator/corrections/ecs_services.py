"""ECS services: they answer what they were made with."""

from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from .patch import instead_of, keep


# AWS: answers everything that a service was created with, and no networkConfiguration where there is none. moto: drops
# the former and answers {} for the latter, on which the AWS provider crashes.
@instead_of(EC2ContainerServiceResponse, "create_service")
def _(original, self):
    answer = original(self)
    service = answer.result["service"]
    service.network_configuration = service.network_configuration or None
    service.deployment_configuration = {}
    keep(
        service,
        self,
        "availabilityZoneRebalancing",
        "capacityProviderStrategy",
        "deploymentConfiguration",
        "enableECSManagedTags",
        "enableExecuteCommand",
        "healthCheckGracePeriodSeconds",
        "placementConstraints",
        "placementStrategy",
    )
    return answer


# AWS: an update leaves alone what it does not name of the deployment configuration. moto: drops it.
@instead_of(EC2ContainerServiceBackend, "update_service")
def _(original, self, changes):
    service = self._get_service(changes.get("cluster", "default"), changes["service"].split("/")[-1])
    if changes.get("deployment_configuration"):
        changes["deployment_configuration"] = service.deployment_configuration | changes["deployment_configuration"]
    return original(self, changes)
