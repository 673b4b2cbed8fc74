// `npm run forecast:report`: simulates all designs and writes what comes out into docs/forecast.md, with its pictures.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { suited } from "./compare";
import { comparedStack } from "./compared-stack";
import { earlierStack } from "./designs/earlier";
import { reconciled } from "./designs/reconciled";
import { figures } from "./figures";
import { fingerprint } from "./fingerprint";
import { picture, type Run } from "./picture";
import { made } from "./report-marks";
import { pictured, reportText } from "./report-text";
import { trimmed } from "./scale";
import { simulate } from "./simulate";
import { timelineOf } from "./timeline";
import type { ComparedTrace } from "./traces";
import type { Design } from "./design";

const docs = join(process.cwd(), "docs");
const document = join(docs, "forecast.md");

writeFileSync(document, made(readFileSync(document, "utf8"), fingerprint(comparedStack), reportText(comparedStack)));
mkdirSync(join(docs, "forecast"), { recursive: true });
for (const { trace, file } of pictured) {
  const heading = `${trace.name}: FleetSize ${comparedStack.fleetSize}, ${comparedStack.instanceType}`;
  writeFileSync(join(docs, "forecast", file), picture(heading, [run(reconciled, trace), run(earlierStack, trace)]));
}
console.log(`Written: ${document} and ${pictured.length} pictures beside it.`);

function run(design: Design, trace: ComparedTrace): Run {
  const world = simulate(design, suited(comparedStack, trace), trace, 1);
  const { firstResultSeconds, lastResultSeconds, busyGpuSeconds, bootGpuSeconds, idleGpuSeconds } = figures(world);
  const [working, starting, idle] = [busyGpuSeconds, bootGpuSeconds, idleGpuSeconds].map((seconds) =>
    trimmed(seconds / 3600),
  );
  return {
    title: design.name,
    moments: timelineOf(world),
    firstResultSeconds,
    lastResultSeconds,
    sum: `${working} GPU-hours at work, ${starting} starting, ${idle} idle`,
  };
}
