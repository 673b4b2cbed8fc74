import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import type { Names } from "../names";

export interface BudgetProps {
  readonly names: Names;
  /** US dollars a month; at least 1. */
  readonly monthlyUsd: number;
  readonly notifyEmail: string;
}

/**
 * A budget of AWS on what bears the stack's tag `Model`, with mail when half, most and all of it is spent, and when AWS
 * foresees that the month will end above it. It stops nothing. It counts only from the day on which somebody has activated
 * `Model` as a cost allocation tag of the account ("Activating user-defined cost allocation tags").
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, props: BudgetProps) {
    super(scope, id);
    const { names, monthlyUsd, notifyEmail } = props;
    const mail = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
      comparisonOperator: "GREATER_THAN",
      notificationType,
      threshold,
      thresholdType: "PERCENTAGE",
      subscriberEmailAddresses: [notifyEmail],
    });
    new BudgetsBudget(this, "Default", {
      name: names.budget,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(monthlyUsd),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: [`user:Model$${names.cluster}`] }],
      notification: [mail("ACTUAL", 50), mail("ACTUAL", 80), mail("ACTUAL", 100), mail("FORECASTED", 100)],
    });
  }
}
