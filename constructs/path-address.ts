import { TerraformElement, type TerraformStack } from "cdktf";
import type { Node } from "constructs";

/**
 * Terraform addresses are the constructs' path without cdktf's hash, such as `aws_sqs_queue.queues_video`: a plan reads
 * better, and a path is unique as it is (ids hold no `_`). A construct's main resource, with the id `Default`, bears
 * the construct's own path. Changing an id destroys and makes anew what bears it.
 */
export function pathAddress(stack: TerraformStack, element: TerraformElement | Node): string {
  const { scopes } = TerraformElement.isTerraformElement(element) ? element.node : element;
  const path = scopes.slice(1 + scopes.indexOf(stack)).map((scope) => scope.node.id);
  return path.filter((id) => id !== "Default").join("_");
}
