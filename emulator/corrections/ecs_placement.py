"""Where ECS puts a task: what it needs, what an instance has left, and why it does not fit."""

from copy import deepcopy

from moto.ec2.models.instance_types import INSTANCE_TYPES

from .cluster_query import chosen

COUNTED = ("CPU", "MEMORY")


def capacity(instance_type):
    """The resources of a new instance: CPU units, MiB of memory, ports taken by the system, and its GPUs by id."""
    kind = INSTANCE_TYPES[instance_type]
    gpus = sum(gpu["Count"] for gpu in kind.get("GpuInfo", {}).get("Gpus", []))
    resources = [
        _resource("CPU", "INTEGER", integerValue=kind["VCpuInfo"]["DefaultVCpus"] * 1024),
        _resource("MEMORY", "INTEGER", integerValue=kind["MemoryInfo"]["SizeInMiB"]),
        _resource("PORTS", "STRINGSET", stringSetValue=["22", "2376", "2375", "51678", "51679"]),
        _resource("PORTS_UDP", "STRINGSET", stringSetValue=[]),
    ]
    if gpus:
        resources.append(_resource("GPU", "STRINGSET", stringSetValue=[f"GPU-{number}" for number in range(gpus)]))
    return resources


def _resource(name, kind, integerValue=0, **rest):
    return {"name": name, "type": kind, "integerValue": integerValue, "longValue": 0, "doubleValue": 0.0, **rest}


def needs(definition):
    """What one task of the definition takes from its instance."""
    containers = definition.container_definitions
    gpus = [
        int(requirement["value"])
        for container in containers
        for requirement in container.get("resourceRequirements", [])
        if requirement["type"] == "GPU"
    ]
    ports = [str(mapping["hostPort"]) for container in containers for mapping in container.get("portMappings", [])
             if mapping.get("hostPort")]
    memory = [container.get("memoryReservation") or container.get("memory") or 0 for container in containers]
    return {
        "CPU": int(definition.cpu or sum(container.get("cpu", 0) for container in containers)),
        "MEMORY": int(definition.memory or sum(memory)),
        "PORTS": ports,
        "GPU": sum(gpus),
    }


def obstacle(instance, needed):
    """Why a task cannot run there, as RunTask's failures name it ("Amazon ECS API failure reasons"), or None."""
    left = {resource["name"]: resource for resource in instance.remaining_resources}
    for name in COUNTED:
        if needed[name] > left[name]["integerValue"]:
            return f"RESOURCE:{name}"
    if set(needed["PORTS"]) & set(left["PORTS"]["stringSetValue"]):
        return "RESOURCE:PORTS"
    if needed["GPU"] > len(left.get("GPU", {}).get("stringSetValue", [])):
        return "RESOURCE:GPU"
    return None


def facts(instance, tasks):
    """What the cluster query language may ask of an instance that runs these tasks."""
    return {
        "agentConnected": str(instance.agent_connected).lower(),
        "agentVersion": instance.version_info["agentVersion"],
        "ec2InstanceId": instance.ec2_instance_id,
        "registeredAt": instance.registered_at,
        "runningTasksCount": instance.running_tasks_count,
        "task:group": [task.group for task in tasks],
        **{f"attribute:{name}": value for name, value in instance.attributes.items()},
    }


def allowed(constraints, definition, instance, tasks):
    """Whether the placement constraints let a task of the definition run beside the instance's tasks."""
    for constraint in constraints:
        if constraint["type"] == "distinctInstance" and any(
            task.group == f"family:{definition.family}" for task in tasks
        ):
            return False
        if constraint["type"] == "memberOf" and not chosen(constraint["expression"], facts(instance, tasks)):
            return False
    return True


def preferred(strategy, instances):
    """The instance that the strategy takes: binpack the fullest, otherwise the one with the fewest tasks."""
    if strategy and strategy[0]["type"] == "binpack":
        name = strategy[0]["field"].upper()
        return min(instances, key=lambda instance: _left(instance, name))
    return min(instances, key=lambda instance: instance.running_tasks_count + instance.pending_tasks_count)


def _left(instance, name):
    return next(resource["integerValue"] for resource in instance.remaining_resources if resource["name"] == name)


def recount(backend, cluster):
    """Derives from the cluster's tasks what its instances have left and how many tasks each runs."""
    tasks = [task for task in backend.tasks.get(cluster.name, {}).values() if task.last_status != "STOPPED"]
    for instance in backend.container_instances.get(cluster.name, {}).values():
        mine = [task for task in tasks if task.container_instance_arn == instance.container_instance_arn]
        instance.running_tasks_count = _running(mine)
        instance.pending_tasks_count = len(mine) - _running(mine)
        instance.remaining_resources = deepcopy(instance.registered_resources)
        for resource in instance.remaining_resources:
            for task in mine:
                _subtract(resource, task.resource_requirements, task.gpu_ids)
    cluster.running_tasks_count = _running(tasks)
    cluster.pending_tasks_count = len(tasks) - _running(tasks)


def _running(tasks):
    return sum(task.last_status == "RUNNING" for task in tasks)


def _subtract(resource, needed, gpu_ids):
    if resource["name"] in COUNTED:
        resource["integerValue"] -= needed[resource["name"]]
    elif resource["name"] == "PORTS":
        resource["stringSetValue"] = resource["stringSetValue"] + needed["PORTS"]
    elif resource["name"] == "GPU":
        resource["stringSetValue"] = [gpu for gpu in resource["stringSetValue"] if gpu not in gpu_ids]
