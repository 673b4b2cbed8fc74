"""How every command of the client finds a stack."""

from calls import session

SOUGHT = ("PROCESSOR", "TRACK_QUEUE", "VIDEO_QUEUE", "DEAD_QUEUE", "TRACK_BUCKET", "VIDEO_BUCKET")


def find(cluster):
    """What the first page of a CloudFormation stack's resources leads to; a group counts before the first task definition."""
    found = {"CLUSTER": cluster}
    page = session.client("cloudformation").list_stack_resources(StackName=cluster)
    for resource in page["StackResourceSummaries"]:
        if "AWS::ECS::TaskDefinition" in resource["ResourceType"]:
            ecs = session.client("ecs")
            definition = ecs.describe_task_definition(taskDefinition=resource["PhysicalResourceId"])["taskDefinition"]
            for variable in definition["containerDefinitions"][0]["environment"]:
                for name in SOUGHT:
                    if name in variable["name"]:
                        found[name] = variable["value"]
            break
        if "AWS::AutoScaling::AutoScalingGroup" in resource["ResourceType"]:
            found["ASG"] = resource["PhysicalResourceId"]
    return found
