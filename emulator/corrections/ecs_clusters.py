"""ECS clusters, capacity providers and task definitions."""

from moto.core.responses import ActionResult
from moto.ecs.exceptions import ECSException
from moto.ecs.models import CapacityProvider, EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from .patch import instead_of, page


# AWS: on EC2 memoryReservation alone is enough. moto: asks for memory.
@instead_of(EC2ContainerServiceBackend, "_validate_container_defs")
def _(original, self, memory, definitions, compatibilities):
    original(memory, definitions, [])


# AWS: a family without a revision means its latest active one. moto: its latest, deregistered or not.
@instead_of(EC2ContainerServiceBackend, "describe_task_definition")
def _(original, self, task_definition_str):
    family = task_definition_str.split("/")[-1]
    revisions = self.task_definitions.get(family, {})
    active = [number for number, definition in revisions.items() if definition.status == "ACTIVE"]
    return original(self, f"{family}:{max(active)}" if active else task_definition_str)


# AWS: a capacity provider's managed draining can change. moto: ignores the change.
@instead_of(CapacityProvider, "update")
def _(original, self, changes):
    original(self, changes)
    if "managedDraining" in changes:
        self.auto_scaling_group_provider["managedDraining"] = changes["managedDraining"]


# AWS: asked without names, answers every provider, ten a page, its own FARGATE and FARGATE_SPOT among them. moto: fails.
# Not verified on AWS: in which order.
def describe_capacity_providers(self):
    names = self._get_param("capacityProviders")
    providers, failures = self.ecs_backend.describe_capacity_providers(
        names or list(self.ecs_backend.capacity_providers)
    )
    own = [] if names else [{"name": name, "status": "ACTIVE"} for name in ("FARGATE", "FARGATE_SPOT")]
    rows, token = page(self, own + providers, "maxResults", "nextToken", 10)
    return ActionResult({"capacityProviders": rows, "failures": failures, "nextToken": token})


EC2ContainerServiceResponse.describe_capacity_providers = describe_capacity_providers


# AWS: a cluster with container instances cannot be deleted. moto: deletes it.
@instead_of(EC2ContainerServiceBackend, "delete_cluster")
def _(original, self, cluster_str):
    if self.container_instances.get(self._get_cluster(cluster_str).name):
        raise ECSException(
            "ClusterContainsContainerInstancesException",
            "The Cluster cannot be deleted while Container Instances are active or draining.",
        )
    return original(self, cluster_str)
