import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";
import type { ProjectSpec } from "../models/format/spec";

/**
 * Where Terraform keeps the state of one stack: one object in the project's bucket, encrypted and locked with S3's own
 * lock file, or a file of the working directory as long as the project names no bucket.
 */
export function keepState(stack: TerraformStack, stackName: string, project: ProjectSpec): void {
  if (!project.stateBucket) {
    // Relative to cdktf.out/stacks/<StackName>, where Terraform runs.
    new LocalBackend(stack, { path: `../../../.state/${stackName}.tfstate` });
    return;
  }
  const backend = new S3Backend(stack, {
    bucket: project.stateBucket,
    key: `${project.statePrefix}/${stackName}.tfstate`,
    region: project.region,
    encrypt: true,
  });
  // cdktf 0.21 does not know the argument; DynamoDB locks are deprecated.
  backend.addOverride("use_lockfile", true);
}
