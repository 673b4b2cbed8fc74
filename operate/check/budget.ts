import type { StackSpec } from "../../models/format/spec";
import type { Check } from "./check";
import { ok } from "./finding";

/**
 * What has to be done once for a budget to count at all. Nothing is asked: Cost Explorer's API, which knows, costs a cent a
 * question.
 */
export const budget: Check<StackSpec> = {
  subject: "budget",
  look: ({ spec: { monthlyBudgetUsd, notifyEmail } }) =>
    Promise.resolve(
      ok(
        `mail to ${notifyEmail} at 50, 80 and 100 % of $${monthlyBudgetUsd} a month, and when more is foreseen`,
        `It counts from the day on which somebody activates the tag Model for billing: once for the account, in an organization
in its management account, and a day after the first deploy at the earliest:
aws ce update-cost-allocation-tags-status --cost-allocation-tags-status TagKey=Model,Status=Active`,
      ),
    ),
};
