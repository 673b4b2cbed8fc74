import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { DescribeClustersCommand, ECSClient } from "@aws-sdk/client-ecs";
import { namesOf } from "../../constructs/names";
import type { StackSpec } from "../../models/format/spec";
import { needing } from "../aws-failure";
import { isOurs } from "../ours";
import { reach } from "../reach";
import { checkOf, type Plan } from "./check";
import { ok, wrong, type Finding } from "./finding";

type Owner = "nobody" | "this model" | "another";

export interface EarlierFacts {
  readonly cluster: Owner;
  readonly cloudFormationStack: Owner;
}

/**
 * Whether a cluster or a CloudFormation stack of the model's name is there that this project did not make, such as the
 * earlier elastic processing stack. The client finds a fleet by both names.
 */
export const earlierStack = checkOf("name", gather, explainEarlier);

async function gather({ spec: { stackName, region } }: Plan<StackSpec>): Promise<EarlierFacts> {
  const [cluster, cloudFormationStack] = await Promise.all([
    ownerOfCluster(stackName, region),
    ownerOfStack(stackName, region),
  ]);
  return { cluster, cloudFormationStack };
}

async function ownerOfCluster(stackName: string, region: string): Promise<Owner> {
  const question = new DescribeClustersCommand({ clusters: [namesOf(stackName).cluster], include: ["TAGS"] });
  const { clusters = [] } = await needing("ecs:DescribeClusters", new ECSClient(reach(region)).send(question));
  // A deleted cluster is described as INACTIVE for a while.
  const active = clusters.find(({ status }) => status !== "INACTIVE");
  if (!active) return "nobody";
  return isOurs(active.tags, stackName) ? "this model" : "another";
}

async function ownerOfStack(stackName: string, region: string): Promise<Owner> {
  const question = new DescribeStacksCommand({ StackName: stackName });
  try {
    const answer = await needing(
      "cloudformation:DescribeStacks",
      new CloudFormationClient(reach(region)).send(question),
    );
    const stack = answer.Stacks?.find(({ StackStatus }) => StackStatus !== "DELETE_COMPLETE");
    if (!stack) return "nobody";
    return isOurs(stack.Tags, stackName) ? "this model" : "another";
  } catch (error) {
    // CloudFormation has no error of its own for this: "Stack with id … does not exist".
    if (error instanceof Error && error.name === "ValidationError" && error.message.includes("does not exist"))
      return "nobody";
    throw error;
  }
}

export function explainEarlier(
  { cluster, cloudFormationStack }: EarlierFacts,
  { spec: { stackName, region } }: Pick<Plan<StackSpec>, "spec">,
): Finding {
  if (cloudFormationStack === "another") {
    return wrong(
      `a CloudFormation stack ${stackName} exists that is not this project's, such as the earlier processing stack`,
      `docs/migration.md moves over from the earlier tool. If nothing of it is needed any more, delete it:
aws cloudformation delete-stack --stack-name ${stackName} --region ${region}`,
    );
  }
  if (cluster === "another") {
    return wrong(
      `an ECS cluster ${stackName} exists that is not this project's`,
      `Delete it, or give the model another StackName:
aws ecs delete-cluster --cluster ${stackName} --region ${region}`,
    );
  }
  const deployed = cluster === "this model" || cloudFormationStack === "this model";
  return ok(
    deployed ? `${stackName} is deployed already` : `no cluster and no CloudFormation stack is called ${stackName}`,
  );
}
