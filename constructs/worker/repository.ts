import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";
import type { RepositorySpec } from "../../models/format/spec";

/**
 * The model's own image repository. A tag is pushed once and means the same image for ever, every image is scanned when
 * it is pushed, and a repository that holds images is never destroyed: ECR refuses, and nothing here empties one.
 */
export class Repository extends Construct {
  readonly repository: EcrRepository;

  constructor(scope: Construct, id: string, props: { readonly repository: RepositorySpec }) {
    super(scope, id);
    const { name, keepImages } = props.repository;
    this.repository = new EcrRepository(this, "Default", {
      name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "AES256" }],
      forceDelete: false,
    });
    new EcrLifecyclePolicy(this, "lifecycle", {
      repository: this.repository.name,
      policy: JSON.stringify({ rules: expirations(keepImages) }),
    });
  }
}

/**
 * Only images with a tag are counted: one `docker push` of a multi-platform image, or of one with an attestation, leaves
 * several manifests without a tag beside it. Those do not expire before the image that consists of them ("Automate the
 * cleanup of images by using lifecycle policies in Amazon ECR").
 */
function expirations(keepImages: number) {
  return [
    {
      rulePriority: 1,
      description: "Untagged images, which nothing names any more, go after a day",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 1 },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: `The last ${keepImages} images stay`,
      selection: {
        tagStatus: "tagged",
        tagPatternList: ["*"],
        countType: "imageCountMoreThan",
        countNumber: keepImages,
      },
      action: { type: "expire" },
    },
  ];
}
