import { namesOf } from "../constructs/names";
import type { ServedSpec } from "../models/format/spec";

/** What each command about a queue and its fleet has to say of a model that is served over HTTP: why not, and what serves instead. */
const INSTEAD = {
  pause: ({ stackName }) => `answers whenever it is asked; there is no work that could wait
To end it, and what it costs: ./model destroy ${stackName}`,
  resume: ({ stackName }) => `cannot be paused, so there is nothing to take up
What it costs and why it never goes to zero: docs/serve.md; to make it anew: ./model deploy ${stackName}`,
  logs: ({ stackName, region }) => `has no videos and no reconciler
What its tasks say: aws logs tail ${namesOf(stackName).logGroup} --follow --region ${region}`,
  cost: ({ stackName }) => `has no GPU hours of its workers to count
What a month of it costs, asked or not: ./model forecast ${stackName}`,
  "dead-letters": () => `has no queue: a request that fails is answered with an error, and whoever asked may ask again`,
  results: () => `has no result bucket: results are the answers to requests`,
  shell: ({ stackName, region }) => `has no worker to look into; with Debug: {Exec: true} a task's container
Its tasks: aws ecs list-tasks --cluster ${stackName} --region ${region}
A shell in one: aws ecs execute-command --cluster ${stackName} --task TASK --container ${stackName} --interactive --command sh --region ${region}`,
  try: () => `has no videos to try it with`,
} satisfies Readonly<Record<string, (spec: ServedSpec) => string>>;

export type QueueCommand = keyof typeof INSTEAD;

export function ofServedModel(command: QueueCommand, spec: ServedSpec): string {
  return `${spec.stackName} is served over HTTP (Serve in ${spec.file}): it ${INSTEAD[command](spec)}`;
}
