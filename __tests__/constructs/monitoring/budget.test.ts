import { sampleSpec } from "../sample";
import { only, synthesize } from "../synthesize";

const budgetOf = (monthlyBudgetUsd?: number) =>
  synthesize(sampleSpec({ notifyEmail: "lab@example.org", monthlyBudgetUsd })).resource.aws_budgets_budget;

test("a budget counts what bears the stack's tag, in dollars a month", () => {
  expect(only(budgetOf(199.5))).toMatchObject({
    name: "Sample-monthly",
    budget_type: "COST",
    time_unit: "MONTHLY",
    limit_amount: "199.5",
    limit_unit: "USD",
    cost_filter: [{ name: "TagKeyValue", values: ["user:Model$Sample"] }],
  });
});

test("mail goes out at 50, 80 and 100 % and when the forecast is above it", () => {
  const { notification } = only(budgetOf(200)) as { notification: Record<string, unknown>[] };
  expect(notification.map(({ notification_type: type, threshold }) => [type, threshold])).toEqual([
    ["ACTUAL", 50],
    ["ACTUAL", 80],
    ["ACTUAL", 100],
    ["FORECASTED", 100],
  ]);
  for (const one of notification) {
    expect(one).toMatchObject({ threshold_type: "PERCENTAGE", subscriber_email_addresses: ["lab@example.org"] });
  }
});

test("without MonthlyBudgetUsd there is none", () => {
  expect(budgetOf()).toBeUndefined();
});
