// `npm run bench:forecast`: 2,000 videos with 100 seeds on one core; the goal is 10 s.
import { reconciled } from "../forecast/designs/reconciled";
import { figures } from "../forecast/figures";
import { simulate } from "../forecast/simulate";
import { comparedStack } from "../forecast/compared-stack";
import { atOnce } from "../forecast/traces";

const seeds = 100;
const stack = comparedStack(process.cwd());
const start = process.cpuUsage();
let lookedAt = 0;
for (let seed = 0; seed < seeds; seed++) {
  lookedAt += figures(simulate(reconciled, stack, atOnce(2000, 720), seed)).lastResultSeconds;
}
const { user, system } = process.cpuUsage(start);
const mean = lookedAt / seeds / 3600;
console.log(
  `2,000 videos, ${seeds} seeds: ${((user + system) / 1e6).toFixed(1)} s of CPU (all done after ${mean.toFixed(1)} h on average)`,
);
