import type { FleetSpec, ModelSpec, ProjectSpec, StackSpec } from "../../models/format/spec";
import { failureKind, type AwsFailure } from "../aws-failure";
import { unknown, type Finding } from "./finding";

/** What is to be deployed, and into which account. */
export interface Plan<Spec extends StackSpec = ModelSpec> {
  readonly spec: Spec;
  readonly project: ProjectSpec;
  readonly accountId: string;
}

/** A model with GPU instances of its own, whatever works on them. */
export type WithFleet = StackSpec & FleetSpec;

/** One thing that has to be right before a first deploy. */
export interface Check<Spec extends StackSpec = ModelSpec> {
  /** The line's name, such as `GPU quota`. */
  readonly subject: string;
  readonly look: (plan: Plan<Spec>) => Promise<Finding>;
}

/**
 * A check of two halves: `gather` asks AWS and judges nothing; `explain` judges what was gathered and asks nothing. Where
 * AWS answers with a refusal or otherwise than expected, the finding is "unknown".
 */
export function checkOf<Facts, Spec extends StackSpec = ModelSpec>(
  subject: string,
  gather: (plan: Plan<Spec>) => Promise<Facts>,
  explain: (facts: Facts, plan: Plan<Spec>) => Finding,
): Check<Spec> {
  return {
    subject,
    look: async (plan) => {
      try {
        return explain(await gather(plan), plan);
      } catch (error) {
        const finding = notSeen(error);
        if (finding) return finding;
        throw error;
      }
    },
  };
}

function notSeen(error: unknown): Finding | undefined {
  const { name, message, permission = "a permission" } = error as AwsFailure;
  const kind = failureKind(error);
  if (kind === "denied") return unknown(`your credentials lack ${permission}`);
  if (kind === "busy" || kind === "other answer") return unknown(`AWS answered ${name}: ${message.split("\n", 1)[0]}`);
  return undefined;
}
