import { FLEET_ONLY, type SERVED_KEYS } from "./keys";
import type { Reading } from "./kinds/record";
import { missingNotifyEmail, tagOfNothing, tasksThatDoNotFit, tooMuchText, type Finding } from "./model-rules";
import { exampleAccount, movingImage, openToTheWorld, rootVolume, unusedRepository } from "./model-warnings";
import { instancesFor } from "./served-spec";
import { DEFAULT_INSTANCE_TYPES } from "./to-spec";

export type ServedReading = Reading<typeof SERVED_KEYS>;

/** Rules about several keys of a served model. */
export function servedErrors(reading: ServedReading, region: string | undefined): Finding[] {
  return [
    ...tagOfNothing(reading),
    ...missingNotifyEmail(reading),
    ...strangeCertificate(reading, region),
    ...ownPort(reading),
    ...(isOnFargate(reading) ? [...keysOfAFleet(reading), ...waysIntoAnInstance(reading)] : fleetErrors(reading)),
    ...tooMuchText(reading),
  ];
}

/** What is allowed in a served model, and most likely not meant. */
export function servedWarnings(reading: ServedReading): Finding[] {
  return [
    ...exampleAccount(reading),
    ...movingImage(reading, "tasks of one service"),
    ...unusedRepository(reading),
    ...readByEverybody(reading),
    ...reachedByNobody(reading),
    ...(isOnFargate(reading) ? [] : [...rootVolume(reading), ...openToTheWorld(reading)]),
  ];
}

/** Also where `Serve` could not be read: then there is nothing to say of its tasks. */
const isOnFargate = ({ values: { Serve } }: ServedReading): boolean => Serve?.fargate !== undefined;

function keysOfAFleet({ places }: ServedReading): Finding[] {
  const message =
    "is of a fleet of GPU instances, and this model is served on Fargate; remove it, or write Gpu: true in Serve";
  return FLEET_ONLY.filter((key) => places.has(key)).map((key) => ({ key, message }));
}

/** On Fargate there is no instance to look into, only a container. */
function waysIntoAnInstance({ values: { Debug } }: ServedReading): Finding[] {
  if (!Debug || (!Debug.sessionManager && Debug.allowSshFrom.length === 0)) return [];
  const message = "opens a way into an instance, and Fargate has none that can be looked into; write {Exec: true}";
  return [{ key: "Debug", message }];
}

function fleetErrors(reading: ServedReading): Finding[] {
  const { values, places } = reading;
  const wrong = tasksThatDoNotFit(reading, "task");
  const types = places.has("InstanceTypes") ? values.InstanceTypes : DEFAULT_INSTANCE_TYPES;
  const { Serve, FleetSize: fleetSize, GpusPerTask: gpusPerTask } = values;
  if (wrong.length > 0 || !Serve || !types || fleetSize === undefined || gpusPerTask === undefined) return wrong;
  const { maxTasks } = Serve.serve;
  const needed = instancesFor(maxTasks, types, gpusPerTask);
  if (fleetSize >= needed) return [];
  const message = `${fleetSize} leaves no room for a deployment, which starts a new task before an old one leaves; MaxTasks ${maxTasks} needs ${needed} instances`;
  return [{ key: "FleetSize", message }];
}

/** A balancer takes certificates of its own region only ("HTTPS listeners for your Application Load Balancer"). */
function strangeCertificate({ values: { Serve } }: ServedReading, region: string | undefined): Finding[] {
  const there = Serve?.serve.certificateArn?.split(":")[3];
  if (there === undefined || region === undefined || there === region) return [];
  const message = `the Certificate is in ${there} and the stack in ${region}; a load balancer needs one of its own region`;
  return [{ key: "Serve", message }];
}

function ownPort({ values: { Environment = {} } }: ServedReading): Finding[] {
  if (!Object.hasOwn(Environment, "PORT")) return [];
  return [{ key: "Environment", message: "PORT is set by the stack itself, from Serve's Port; remove it" }];
}

function readByEverybody({ values: { Serve } }: ServedReading): Finding[] {
  const serve = Serve?.serve;
  if (!serve || serve.internal || serve.certificateArn !== undefined || !serve.allowFrom.includes("0.0.0.0/0"))
    return [];
  const message =
    "AllowFrom 0.0.0.0/0 without a Certificate lets everybody ask, and read on the way what is asked and answered";
  return [{ key: "Serve", message }];
}

function reachedByNobody({ values: { Serve, Network }, places }: ServedReading): Finding[] {
  const ownVpc = !places.has("Network") || Network?.kind === "own";
  if (!Serve?.serve.internal || !ownVpc) return [];
  const message =
    "Internal in a VPC of the stack's own: nothing else is in it to ask the model; name your VPC with Network";
  return [{ key: "Serve", message }];
}
