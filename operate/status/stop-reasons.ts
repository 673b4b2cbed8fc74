import { isOwnImage } from "../../models/format/image-reference";
import type { AnyModelSpec } from "../../models/format/spec";
import type { Task } from "./facts";

// What ECS says of a stopped task, in the words of "Amazon ECS stopped tasks error messages" and "CannotPullContainer task
// errors". What they mean for a worker and for a service's task differs, and is theirs.

export const isDiskFull = ({ reason }: Task): boolean => /no space left/i.test(reason);

export const isOutOfMemory = ({ reason, exitCode }: Task): boolean => /OutOfMemory/i.test(reason) || exitCode === 137;

/** Undefined: the image came. */
export function imageFailure({ reason }: Task, spec: AnyModelSpec) {
  if (!/CannotPullContainer|CannotPullECRContainer/i.test(reason)) return undefined;
  const { stackName, repository, containerImage } = spec;
  const image = isOwnImage(spec) && repository ? `${repository.name}${containerImage}` : containerImage;
  const missing = /not found|manifest unknown|does not exist/i.test(reason);
  return {
    cause: "image",
    words: `the image ${image} ${missing ? "does not exist" : "cannot be pulled"}`,
    advice: `Push it, or correct ContainerImage and deploy. What AWS knows of it:\n./model check ${stackName}`,
  } as const;
}
