import type { TerraformStack } from "cdktf";
import type { ModelSpec } from "../models/format/spec";
import { Buckets } from "./queues/buckets";
import { Cluster } from "./worker/cluster";
import { Dashboard } from "./monitoring/dashboard";
import { EarlierStack } from "./client/earlier-stack";
import { clientVariables } from "./worker/environment";
import { Fleet } from "./fleet/fleet";
import { Growth } from "./scaling/growth";
import type { Names } from "./names";
import { Network } from "./network/network";
import { Outputs } from "./outputs";
import { Pause } from "./fleet/pause";
import { alarmsOf } from "./monitoring/people-alarm-list";
import { PeopleAlarms } from "./monitoring/people-alarms";
import type { Place } from "./place";
import { queueGraphs } from "./monitoring/queue-graphs";
import { queueOutputs } from "./queue-outputs";
import { Queues } from "./queues/queues";
import { Reconciler, type ReconcilerCode } from "./scaling/reconciler";
import { Repository } from "./worker/repository";
import { Signpost } from "./client/signpost";
import { SubmitPolicy } from "./client/submit-policy";
import { Worker } from "./worker/worker";

export interface QueueModelProps {
  readonly spec: ModelSpec;
  readonly names: Names;
  readonly place: Place;
  /** Tags of everything in the stack. */
  readonly tags: Readonly<Record<string, string>>;
  readonly code: ReconcilerCode;
}

/** Puts into a stack what a model needs that works off a queue. */
export function addQueueModel(stack: TerraformStack, { spec, names, place, tags, code }: QueueModelProps): void {
  new EarlierStack(stack, "earlier-stack", { names });
  const network = new Network(stack, "network", { spec, fleet: spec });
  const { cluster } = new Cluster(stack, "cluster", { names });
  const pause = new Pause(stack, "pause", { stackName: spec.stackName });
  const fleet = new Fleet(stack, "fleet", {
    spec,
    names,
    place,
    network,
    cluster,
    scaling: { by: "reconciler", pause },
    stopTimeoutSeconds: spec.timeoutSeconds,
    tags: { ...tags, Name: spec.stackName },
  });
  const queues = new Queues(stack, "queues", { spec, names, place });
  const buckets = new Buckets(stack, "buckets", { stackName: spec.stackName, place });
  const repository = spec.repository && new Repository(stack, "repository", { repository: spec.repository });
  const worker = new Worker(stack, "worker", { spec, names, place, buckets });
  const growth = new Growth(stack, "growth", { spec, names, fleet });
  new Reconciler(stack, "reconciler", { spec, names, place, fleet, buckets, queues, worker, growth, pause, code });
  new PeopleAlarms(stack, "alarms", {
    alarms: alarmsOf(spec, names),
    notifyEmail: spec.notifyEmail,
    names,
    place,
  });
  const dashboard = new Dashboard(stack, "dashboard", { region: spec.region, names, graphs: queueGraphs(spec, names) });
  new Signpost(stack, "signpost", { names, network, fleet, variables: clientVariables(names, buckets) });
  const submit = new SubmitPolicy(stack, "submit", { names, place, buckets });
  new Outputs(stack, "outputs", {
    stackName: spec.stackName,
    outputs: queueOutputs({ spec, fleet, queues, buckets, worker, submit, dashboard, repository }),
  });
}
