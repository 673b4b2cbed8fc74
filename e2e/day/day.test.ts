import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../../emulator/place";
import { describeDeploying } from "../needs";
import { plan } from "../plan";
import { breaks } from "./breaks";
import { deployForDays, onDemand, onSpot, type Deployed } from "./deployed";
import { unusedGrants } from "./grants";
import type { Use } from "./iam/judge";
import { playScenario } from "./play";
import { scenarios } from "./scenarios";
import { Stage } from "./stage";
import { unusedBecause } from "./unused-grants";
import { unusedWires } from "./wires";

/** It gets a value only when the circuit opens, so that nobody pays for it before. */
const quietOnGoodDays =
  "the alarm Megadetector-circuit-open watches ElasticModels CircuitOpen Model=Megadetector, of which there was no datapoint";

/** What a picture says, without the numbers of its axes. */
const wordsOf = (file: string) =>
  [...readFileSync(file, "utf8").matchAll(/>([A-Za-z][^<]*)</g)].map(([, words]) => words);

describeDeploying("a day of the deployed stacks", () => {
  let deployed: Deployed;
  let stage: Stage | undefined;
  const uses: Use[] = [];

  beforeAll(async () => {
    deployed = await deployForDays();
    // In the background, while the first days are played.
    deployed.account([onSpot]).catch(() => undefined);
  });
  afterAll(() => (deployed as Deployed | undefined)?.remove());
  afterEach(async () => {
    await stage?.strike();
    stage = undefined;
  });

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", async (name, scenario) => {
    stage = await Stage.set(deployed, scenario);
    const outcome = await playScenario(scenario, stage);
    uses.push(...stage.day.judge.uses);
    expect(outcome.problems).toEqual([]);
    if (outcome.plan) expect(await plan(stage.project, scenario.stacks?.[0] ?? onDemand)).toEqual(outcome.plan);
    if (name !== "five-videos") return;
    expect(await unusedWires(stage, onDemand)).toEqual([quietOnGoodDays]);
    expect(outcome.pictures.map(wordsOf)).toEqual([wordsOf(path.join(projectFolder(), "docs", "day", `${name}.svg`))]);
  });

  describe("a wire that is cut is named", () => {
    test.each(breaks.map((one) => [one.wire, one] as const))("%s", async (_wire, { cut, says }) => {
      const { day } = (stage = await Stage.set(deployed, {}, cut));
      await stage.submit({ seconds: 60 });
      await stage.playToTheEnd(20, () => day.journal.allTroubles.length > 0);
      const troubles = day.journal.allTroubles;
      const named = troubles.length > 0 ? troubles : await unusedWires(stage, onDemand);
      expect(named).toContainEqual(expect.stringMatching(says));
    });
  });

  test("what no day used of the roles' grants has its reason", async () => {
    stage = await Stage.set(deployed, { stacks: [onSpot] });
    const kindOf = (role: string) =>
      [onDemand, onSpot].flatMap((stack) => (role.startsWith(`${stack}-`) ? role.slice(stack.length + 1) : []))[0];
    expect(await unusedGrants(stage.day.people, kindOf, uses)).toEqual(Object.keys(unusedBecause).sort());
  });
});
