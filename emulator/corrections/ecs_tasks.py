"""ECS tasks: where they are placed, and their life from PENDING to STOPPED.

Nothing runs them here. Whoever plays the container agent reports as the agent does, with SubmitTaskStateChange.
"""

from uuid import uuid4

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import EcsClientException, InvalidParameterException
from moto.ecs.models import Task
from moto.ecs.responses import EC2ContainerServiceResponse

from .ecs_placement import allowed, needs, obstacle, preferred, recount
from .patch import page


# AWS: a task takes a GPU, honours placement constraints, and where none fits the answer tells why of each instance;
# a deregistered revision and a cluster without instances are refused. moto: knows neither GPUs nor constraints.
# Not verified on AWS: a cluster whose instances all drain is refused as one without instances.
def run_task(self):
    backend = self.ecs_backend
    cluster = backend._get_cluster(self._get_param("cluster", "default"))
    definition = backend.describe_task_definition(self._get_param("taskDefinition"))
    count = self._get_int_param("count", 1)
    if not 1 <= count <= 10:
        raise InvalidParameterException(f"count {count} is not between 1 and 10.")
    if definition.status != "ACTIVE":
        raise EcsClientException("TaskDefinition is inactive")
    instances = [
        instance
        for instance in backend.container_instances.get(cluster.name, {}).values()
        if instance.status == "ACTIVE"
    ]
    if not instances:
        raise InvalidParameterException("No Container Instances were found in your cluster.")
    tasks, failures = [], []
    while len(tasks) < count and not failures:
        why_not = {instance: _why_not(self, backend, definition, instance) for instance in instances}
        fitting = [instance for instance, reason in why_not.items() if reason is None]
        if fitting:
            instance = preferred(self._get_param("placementStrategy"), fitting)
            tasks.append(_placed(self, backend, cluster, definition, instance))
            recount(backend, cluster)
        else:
            failures = [
                {"arn": instance.container_instance_arn, "reason": reason} for instance, reason in why_not.items()
            ]
    return ActionResult({"tasks": tasks, "failures": failures})


def _why_not(response, backend, definition, instance):
    constraints = definition.placement_constraints + (response._get_param("placementConstraints") or [])
    if not allowed(constraints, definition, instance, _tasks_of(backend, instance)):
        return "MemberOf placement constraint unsatisfied."
    return obstacle(instance, needs(definition))


def _tasks_of(backend, instance):
    return [
        task
        for task in backend.tasks.get(instance.cluster_name, {}).values()
        if task.container_instance_arn == instance.container_instance_arn and task.last_status != "STOPPED"
    ]


def _placed(response, backend, cluster, definition, instance):
    needed = needs(definition)
    task = Task(
        cluster,
        definition,
        instance.container_instance_arn,
        needed,
        backend,
        response._get_param("group") or f"family:{definition.family}",
        launch_type="EC2",
        overrides=response._get_param("overrides"),
        started_by=response._get_param("startedBy") or "",
        tags=response._get_param("tags"),
    )
    free = next((one["stringSetValue"] for one in instance.remaining_resources if one["name"] == "GPU"), [])
    task.gpu_ids = free[: needed["GPU"]]
    task.last_status = "PENDING"
    task.created_at = utcnow()
    task.stopped_reason = None
    task.enable_execute_command = bool(response._get_param("enableExecuteCommand"))
    task.availability_zone = instance.attributes["ecs.availability-zone"]
    task.containers = [
        {
            "containerArn": f"{task.task_arn.replace(':task/', ':container/')}/{uuid4()}",
            "taskArn": task.task_arn,
            "name": container["name"],
            "image": container["image"],
            "lastStatus": "PENDING",
            "gpuIds": task.gpu_ids,
        }
        for container in definition.container_definitions
    ]
    backend.tasks.setdefault(cluster.name, {})[task.task_arn] = task
    return task


def stopped(task, reason, code):
    """The task's end; the first reason and code given stay."""
    task.desired_status = task.last_status = "STOPPED"
    task.stopped_at = utcnow()
    task.stopped_reason = task.stopped_reason or reason
    task.stop_code = getattr(task, "stop_code", None) or code
    for container in task.containers:
        container["lastStatus"] = "STOPPED"


# AWS: the container agent reports what became of a task. moto: lacks the action.
def submit_task_state_change(self):
    backend = self.ecs_backend
    cluster = backend._get_cluster(self._get_param("cluster", "default"))
    task = _task(backend, cluster, self._get_param("task"))
    ran = task.last_status == "RUNNING"
    for report in self._get_param("containers") or []:
        for container in task.containers:
            if container["name"] == report["containerName"]:
                container.update({key: report[key] for key in ("exitCode", "reason") if key in report})
    if self._get_param("status") == "RUNNING" and not ran:
        task.last_status, task.started_at = "RUNNING", utcnow()
        for container in task.containers:
            container["lastStatus"] = "RUNNING"
    elif self._get_param("status") == "STOPPED":
        default = ("Essential container in task exited", "EssentialContainerExited") if ran else (
            "Task failed to start", "TaskFailedToStart")
        stopped(task, self._get_param("reason") or default[0], default[1])
    recount(backend, cluster)
    return ActionResult({"acknowledgment": "taken"})


# AWS: StopTask asks; the task stops when its container has ended, and the agent reports it. moto: stops it at once.
def stop_task(self):
    backend = self.ecs_backend
    cluster = backend._get_cluster(self._get_param("cluster", "default"))
    task = _task(backend, cluster, self._get_param("task"))
    if task.desired_status != "STOPPED":
        task.desired_status, task.stop_code, task.stopping_at = "STOPPED", "UserInitiated", utcnow()
        task.stopped_reason = self._get_param("reason") or "Task stopped by user"
    return ActionResult({"task": task})


def _task(backend, cluster, name):
    tasks = backend.tasks.get(cluster.name, {})
    found = next((task for arn, task in tasks.items() if name in (arn, arn.split("/")[-1])), None)
    if found is None:
        raise InvalidParameterException("The referenced task was not found.")
    return found


# AWS: lists by cluster, family and the rest exactly; running tasks unless asked otherwise; at most 100 a page.
# moto: a cluster whose name is contained in another's gets both, a deregistered revision's tasks are missing.
def list_tasks(self):
    backend = self.ecs_backend
    cluster = backend._get_cluster(self._get_param("cluster", "default"))
    wanted = {
        "desired_status": self._get_param("desiredStatus") or "RUNNING",
        "started_by": self._get_param("startedBy"),
        "family": self._get_param("family"),
        "instance": (self._get_param("containerInstance") or "").split("/")[-1],
    }
    arns = [
        task.task_arn
        for task in backend.tasks.get(cluster.name, {}).values()
        for held in [
            {
                "desired_status": task.desired_status,
                "started_by": task.started_by,
                "family": task.task_definition_arn.split("/")[-1].split(":")[0],
                "instance": task.container_instance_arn.split("/")[-1],
            }
        ]
        if all(not value or held[name] == value for name, value in wanted.items())
    ]
    rows, token = page(self, arns, "maxResults", "nextToken", 100)
    return ActionResult({"taskArns": rows, "nextToken": token})


# AWS: describes at most 100 tasks of the cluster and names those that are missing. moto: each look moves the task on
# towards STOPPED.
def describe_tasks(self):
    backend = self.ecs_backend
    cluster = backend._get_cluster(self._get_param("cluster", "default"))
    names = self._get_param("tasks") or []
    if not 1 <= len(names) <= 100:
        raise InvalidParameterException("Tasks must have between 1 and 100 elements.")
    tasks = {arn.split("/")[-1]: task for arn, task in backend.tasks.get(cluster.name, {}).items()}
    ids = [name.split("/")[-1] for name in names]
    prefix = f"{cluster.arn.replace(':cluster/', ':task/')}/"
    failures = [{"arn": f"{prefix}{one}", "reason": "MISSING"} for one in ids if one not in tasks]
    return ActionResult({"tasks": [tasks[one] for one in ids if one in tasks], "failures": failures})


for action in (run_task, submit_task_state_change, stop_task, list_tasks, describe_tasks):
    setattr(EC2ContainerServiceResponse, action.__name__, action)
