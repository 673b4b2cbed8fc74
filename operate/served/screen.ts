import { pricesOf } from "../../forecast/served-cost";
import type { ServedSpec } from "../../models/format/spec";
import { count, dollars, duration } from "../words";
import { instancesOf, instanceTexts } from "../status/instances";
import { activityTexts, alarmTexts, latest, part, type Row } from "../status/rows";
import type { Deployment, ServedFacts, Service, Target } from "./facts";
import { servedMoney } from "./money";
import { targetReason } from "./target-reason";

/** The whole screen below the verdict, as plain text. */
export function screen(facts: ServedFacts, spec: ServedSpec): readonly Row[] {
  const { service, balancer, group, cluster, at } = facts;
  return [
    ...part("url", balancer?.url),
    ...(service ? part("tasks", tasksText(service, spec)) : []),
    ...(balancer ? part("targets", targetsText(balancer.targets), ...targetTexts(balancer.targets, spec)) : []),
    ...(service ? part("deployment", ...service.deployments.map((one) => deploymentText(one, at))) : []),
    ...(service ? part("events", ...latest(eventsOf(service), at)) : []),
    ...(group && cluster ? part("instances", ...instanceTexts(instancesOf(group, cluster), group, at, "task")) : []),
    ...part("scaling", ...activityTexts(facts.activities, at)),
    ...part("alarms", ...alarmTexts(facts.alarms, at)),
    ...part("money", moneyText(facts, spec)),
    ...part("not seen", ...facts.unseen.map((action) => `your credentials lack ${action}`)),
  ];
}

const tasksText = ({ running, pending, desired }: Service, { serve }: ServedSpec): string =>
  `${running} running · ${pending} pending · ${desired} wanted · from ${serve.minTasks} to ${serve.maxTasks}`;

/** In the order in which one asks. */
const STATES = ["healthy", "unhealthy", "initial", "draining", "unused", "unavailable"];

function targetsText(targets: readonly Target[]): string {
  const states = [...new Set([...STATES, ...targets.map(({ state }) => state)])];
  const counts = states.map((state) => ({ state, number: targets.filter((one) => one.state === state).length }));
  const shown = counts.filter(({ state, number }) => number > 0 || state === "healthy");
  return shown.map(({ state, number }) => `${number} ${state}`).join(" · ");
}

/** One line for each that is not asked. */
function targetTexts(targets: readonly Target[], { serve }: ServedSpec): string[] {
  return targets.flatMap((target) => {
    const reason = targetReason(target, serve);
    return reason ? [`${target.id}:${target.port}  ${target.zone}  ${target.state}: ${reason.words}`] : [];
  });
}

function deploymentText(deployment: Deployment, at: number): string {
  const { primary, rollout, taskDefinition, running, desired, failed, createdAt, updatedAt } = deployment;
  const failures = failed > 0 ? ` · ${count(failed, "task")} failed` : "";
  if (!primary) return `${taskDefinition}  is replaced · ${count(running, "task")} left`;
  const state = {
    COMPLETED: `completed ${duration(at - updatedAt)} ago`,
    IN_PROGRESS: `under way for ${duration(at - createdAt)} · ${running} of ${count(desired, "task")}`,
    FAILED: `failed ${duration(at - updatedAt)} ago`,
    unknown: "",
  }[rollout];
  return `${taskDefinition}  ${state}${failures}`.trimEnd();
}

const eventsOf = ({ events }: Service) => events.map(({ at, message }) => ({ text: message, when: at }));

function moneyText(facts: ServedFacts, spec: ServedSpec): string | undefined {
  const money = servedMoney(facts, spec);
  if (!money) return undefined;
  const { unpriced } = money;
  const what =
    spec.compute.kind === "gpu"
      ? count(facts.group?.instances.length ?? 0, "instance")
      : count(facts.service?.running ?? 0, "task");
  const unknown = unpriced.length === 0 ? "" : `, not ${unpriced.join(", ")}, whose price is not known`;
  const elsewhere =
    spec.region === pricesOf
      ? ""
      : `, the balancer${spec.compute.kind === "gpu" ? "" : " and tasks"} at ${pricesOf}'s prices`;
  return `${dollars(money)} an hour for the load balancer and ${what}${unknown}${elsewhere}`;
}
