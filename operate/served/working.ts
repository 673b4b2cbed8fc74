import { does } from "../words";
import type { Sight } from "./sight";
import type { Rule } from "./verdict";

/** Fewer tasks answer than are wanted, and nothing has failed. */
export const starting: Rule = (sight) => {
  const { service, healthy } = sight;
  const missing = service.desired - healthy.length;
  if (missing <= 0) return undefined;
  const now = healthy.length === 0 ? "Nothing answers yet" : does(healthy.length, "task", "answer");
  return { situation: "starting", says: `${now}: ${does(missing, "task", "start")}${step(sight)}.` };
};

export const answers: Rule = ({ healthy, url }) => ({
  situation: "answers",
  says: `${does(healthy.length, "task", "answer")} at ${url}`,
});

/** What the next of them waits for. */
function step({ service, instances, spec: { compute, serve } }: Sight): string {
  if (service.running >= service.desired)
    return `, and must pass two health checks of ${serve.healthCheckPath} in a row first`;
  if (compute.kind === "fargate") return ", which takes Fargate about a minute";
  const booting = instances.filter(({ container }) => !container).length;
  if (booting > 0) return `; ${does(booting, "instance", "boot")}, which takes about five minutes`;
  return "; ECS orders an instance where none has a GPU free";
}
