import type { Place } from "../place";
import type { Statement } from "../policy";
import { writing } from "./writing";

/**
 * What Terraform writes of things whose names tell nothing of whose they are: the tag does. A tag that changes later comes
 * in a request of its own, without the one that tells.
 */
export function deployTagged(place: Place): Statement[] {
  return [...repositories(place), ...signposts(place), ...clusters(place)];
}

/** The user chooses an image repository's name. */
function repositories(place: Place): Statement[] {
  const { here, allow, tagged } = writing(place);
  const all = here("ecr", "repository/*");
  return [
    {
      ...allow("MakeRepositories", ["ecr:CreateRepository", "ecr:TagResource"], all),
      Condition: tagged("aws:RequestTag"),
    },
    {
      ...allow(
        "ChangeRepositories",
        [
          "ecr:DeleteLifecyclePolicy",
          "ecr:PutImageScanningConfiguration",
          "ecr:PutImageTagMutability",
          "ecr:PutLifecyclePolicy",
          "ecr:TagResource",
          "ecr:UntagResource",
        ],
        all,
      ),
      Condition: tagged("aws:ResourceTag"),
    },
  ];
}

/** A stack of CloudFormation bears the model's name alone. Made and changed with the caller's own permissions only. */
function signposts(place: Place): Statement[] {
  const { here, allow, tagged } = writing(place);
  const stacks = here("cloudformation", "stack/*/*");
  const Condition = { ...tagged("aws:RequestTag"), Null: { "cloudformation:RoleArn": "true" } };
  return [
    { ...allow("MakeSignposts", ["cloudformation:CreateStack", "cloudformation:UpdateStack"], stacks), Condition },
    { ...allow("TagSignposts", ["cloudformation:TagResource"], stacks), Condition: tagged("aws:RequestTag") },
  ];
}

/** Clusters bear the model's name, task definitions the user's: the tag tells whose they are. */
function clusters(place: Place): Statement[] {
  const { here, allow, tagged } = writing(place);
  const all = ["capacity-provider", "cluster", "task-definition"].map((type) => here("ecs", `${type}/*`));
  return [
    {
      ...allow(
        "MakeClusters",
        ["ecs:CreateCapacityProvider", "ecs:CreateCluster", "ecs:RegisterTaskDefinition", "ecs:TagResource"],
        all,
      ),
      Condition: tagged("aws:RequestTag"),
    },
    {
      ...allow(
        "ChangeClusters",
        [
          "ecs:DeleteCapacityProvider",
          "ecs:PutClusterCapacityProviders",
          "ecs:TagResource",
          "ecs:UntagResource",
          "ecs:UpdateCapacityProvider",
          "ecs:UpdateCluster",
        ],
        all,
      ),
      Condition: tagged("aws:ResourceTag"),
    },
    // AWS limits it to nothing; running workers go on, and a new revision can be made of the old one.
    allow("RetireTaskDefinitions", ["ecs:DeregisterTaskDefinition"], "*"),
  ];
}
