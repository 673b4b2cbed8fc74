import type { Scenario } from "./scenario";
import { interventions } from "./scenarios/interventions";
import { mishaps } from "./scenarios/mishaps";
import { together } from "./scenarios/together";
import { undisturbed } from "./scenarios/undisturbed";

/** The quick ones first: meanwhile the second stack is deployed. */
export const scenarios: readonly Scenario[] = [...undisturbed, ...mishaps, ...together, ...interventions];
