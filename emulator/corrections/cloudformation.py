"""CloudFormation stacks: what they leave on the resources that they make."""

from moto.autoscaling.models import FakeAutoScalingGroup
from moto.cloudformation.parsing import ResourceMap
from moto.ecs.models import TaskDefinition, ecs_backends

from .patch import instead_of


# AWS: tags what a stack makes with the stack's name and id and the resource's logical id ("Resource tag"). moto: EC2's
# resources only, not the groups.
@instead_of(ResourceMap, "create")
def _(original, self, template):
    ready = original(self, template)
    for logical_id in template["Resources"]:
        group = self[logical_id]
        if isinstance(group, FakeAutoScalingGroup):
            tags = {
                "aws:cloudformation:stack-name": self["AWS::StackName"],
                "aws:cloudformation:stack-id": self["AWS::StackId"],
                "aws:cloudformation:logical-id": logical_id,
            }
            group.tags += [
                {
                    "ResourceId": group.name,
                    "ResourceType": "auto-scaling-group",
                    "Key": key,
                    "Value": value,
                    "PropagateAtLaunch": True,
                }
                for key, value in tags.items()
            ]
    return ready


# AWS: deregisters the task definition of a stack that is deleted. moto: leaves it active.
def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
    ecs_backends[account_id][region_name].deregister_task_definition(resource_name)


TaskDefinition.delete_from_cloudformation_json = classmethod(delete_from_cloudformation_json)
