import type { AnyModelSpec, ModelSpec, ServedSpec } from "../../models/format/spec";
import { explain as explainServed } from "../../operate/served/explain";
import { gather as gatherServed } from "../../operate/served/gather";
import { servedMoney } from "../../operate/served/money";
import { screen as servedScreen } from "../../operate/served/screen";
import { explain } from "../../operate/status/explain";
import type { EpochSeconds } from "../../operate/status/facts";
import { gather } from "../../operate/status/gather";
import { moneyPerHour } from "../../operate/status/money";
import type { Row } from "../../operate/status/rows";
import { screen } from "../../operate/status/screen";
import { notDeployed } from "../not-deployed";

/** What a look at a stack has brought, whatever kind of model it is of. */
export interface Look {
  readonly at: EpochSeconds;
  readonly verdict: { readonly says: string; readonly advice?: string };
  readonly rows: readonly Row[];
  readonly asJson: object;
}

/** @throws UserError when the stack, or a part of it, is not there; errors of the AWS SDK */
export const lookAt = (spec: AnyModelSpec): Promise<Look> =>
  spec.kind === "queue" ? lookAtQueueModel(spec) : lookAtServedModel(spec);

async function lookAtQueueModel(spec: ModelSpec): Promise<Look> {
  const facts = await gather(spec);
  if ("missing" in facts) throw notDeployed(spec, facts.missing);
  const verdict = explain(facts, spec);
  const money = moneyPerHour(facts.group?.instances ?? [], spec);
  return { at: facts.at, verdict, rows: screen(facts, spec), asJson: { ...verdict, ...facts, moneyPerHour: money } };
}

async function lookAtServedModel(spec: ServedSpec): Promise<Look> {
  const facts = await gatherServed(spec);
  if ("missing" in facts) throw notDeployed(spec, facts.missing);
  const verdict = explainServed(facts, spec);
  const money = servedMoney(facts, spec);
  return {
    at: facts.at,
    verdict,
    rows: servedScreen(facts, spec),
    asJson: { ...verdict, ...facts, ...(money && { moneyPerHour: money }) },
  };
}
