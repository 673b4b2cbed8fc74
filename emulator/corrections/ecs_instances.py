"""ECS container instances: what they offer, how they are listed, and their end."""

from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ecs.models import ContainerInstance, EC2ContainerServiceBackend, ecs_backends
from moto.ecs.responses import EC2ContainerServiceResponse

from .cluster_query import chosen
from .ecs_placement import capacity, facts, recount
from .ecs_tasks import stopped
from .patch import instead_of, page


# AWS: an instance registers with the CPU, memory and GPUs of its type. moto: with 4 vCPU, 7 GiB and no GPU.
@instead_of(ContainerInstance, "__init__")
def _(original, self, ec2_instance_id, account_id, region_name, cluster_name, backend):
    original(self, ec2_instance_id, account_id, region_name, cluster_name, backend)
    self.registered_resources = capacity(self.attributes["ecs.instance-type"])
    self.remaining_resources = capacity(self.attributes["ecs.instance-type"])


# AWS: the agent's own total of a resource counts, where it sends one. moto: ignores it.
@instead_of(EC2ContainerServiceResponse, "register_container_instance")
def _(original, self):
    result = original(self)
    instance = result.result["containerInstance"]
    for total in self._get_param("totalResources") or []:
        others = [one for one in instance.registered_resources if one["name"] != total["name"]]
        instance.registered_resources = [*others, total]
    cluster = self.ecs_backend._get_cluster(instance.cluster_name)
    recount(self.ecs_backend, cluster)
    return result


# AWS: lists by status and by cluster query, 100 a page. moto: ignores the filter.
def list_container_instances(self):
    backend = self.ecs_backend
    cluster = backend._get_cluster(self._get_param("cluster", "default"))
    status, expression = self._get_param("status"), self._get_param("filter")
    tasks = backend.tasks.get(cluster.name, {}).values()
    arns = []
    for instance in backend.container_instances.get(cluster.name, {}).values():
        arn = instance.container_instance_arn
        mine = [task for task in tasks if task.container_instance_arn == arn and task.last_status != "STOPPED"]
        if (not status or instance.status == status) and (not expression or chosen(expression, facts(instance, mine))):
            arns.append(arn)
    rows, token = page(self, sorted(arns), "maxResults", "nextToken", 100)
    return ActionResult({"containerInstanceArns": rows, "nextToken": token})


EC2ContainerServiceResponse.list_container_instances = list_container_instances


# AWS: a terminated instance leaves its cluster and its tasks stop ("DeregisterContainerInstance"). moto: both stay.
@instead_of(EC2Backend, "terminate_instances")
def _(original, self, instance_ids):
    result = original(self, instance_ids)
    backend = ecs_backends[self.account_id][self.region_name]
    for cluster in backend.clusters.values():
        instances = backend.container_instances.get(cluster.name, {})
        for name, instance in list(instances.items()):
            if instance.ec2_instance_id in instance_ids:
                del instances[name]
                for task in backend.tasks.get(cluster.name, {}).values():
                    if (
                        task.container_instance_arn == instance.container_instance_arn
                        and task.last_status != "STOPPED"
                    ):
                        stopped(task, f"Host EC2 (instance {instance.ec2_instance_id}) terminated.", "TerminationNotice")
                cluster.registered_container_instances_count = len(instances)
        recount(backend, cluster)
    return result


# AWS: an attribute's target is the instance's ARN or its short id ("Attribute"). moto: with a type, the short id alone.
@instead_of(EC2ContainerServiceBackend, "_put_attribute")
def _(original, self, cluster_name, name, value=None, target_id=None, target_type=None):
    short = target_id and target_id.rsplit("/", 1)[-1]
    return original(self, cluster_name, name, value, short, target_type)
