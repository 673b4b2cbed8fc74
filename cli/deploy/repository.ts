import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-ecr";
import type { StackSpec } from "../../models/format/spec";
import { isOurs } from "../../operate/ours";
import { needing } from "../aws-problem";
import type { Addresses } from "../state/stack-state";
import { UserError } from "../user-error";
import type { Import } from "./imports";

/** Of the model's own repository in Terraform; its settings' names begin with the same word and `_`. */
export const repositoryAddress = "aws_ecr_repository.repository";

/**
 * The model's repository, if it exists but is not in the stack's state because a destroy kept it with its images. ECR
 * would refuse to make it again: the next deploy takes it over.
 *
 * @throws UserError when one exists that was not made for this stack
 */
export async function keptRepository(spec: StackSpec, state: Addresses): Promise<readonly Import[]> {
  const { repository, region, stackName } = spec;
  if (!repository || state.has(repositoryAddress)) return [];
  const ecr = new ECRClient({ region });
  const resourceArn = await unlessNone(async () => {
    const question = new DescribeRepositoriesCommand({ repositoryNames: [repository.name] });
    const { repositories } = await needing("ecr:DescribeRepositories", ecr.send(question));
    return repositories?.[0]?.repositoryArn;
  });
  if (resourceArn === undefined) return [];
  const { tags } = await needing("ecr:ListTagsForResource", ecr.send(new ListTagsForResourceCommand({ resourceArn })));
  if (isOurs(tags, stackName)) return [{ to: repositoryAddress, id: repository.name }];
  throw new UserError(`the ECR repository ${repository.name} exists, but was not made for ${stackName}: it lacks its tags
Give Repository another Name, or remove Repository and write the whole reference of an image in it as ContainerImage.
If the stack is to take it over: aws ecr tag-resource --region ${region} --resource-arn ${resourceArn} --tags Key=Model,Value=${stackName} Key=ManagedBy,Value=elastic-models`);
}

/** How many images a repository holds, such as `3 images`; undefined for none, and for no repository. */
export async function imagesIn({ repository, region }: StackSpec): Promise<string | undefined> {
  if (!repository) return undefined;
  const question = new DescribeImagesCommand({ repositoryName: repository.name, maxResults: 1000 });
  const answer = await unlessNone(() => needing("ecr:DescribeImages", new ECRClient({ region }).send(question)));
  const number = answer?.imageDetails?.length ?? 0;
  if (number === 0) return undefined;
  return `${number} image${number === 1 ? "" : "s"}${answer?.nextToken ? " or more" : ""}`;
}

async function unlessNone<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === "RepositoryNotFoundException") return undefined;
    throw error;
  }
}
