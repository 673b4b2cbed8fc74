// `npm run forecast:report`: simulates all designs and writes what comes out into docs/forecast.md, with its pictures.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawn } from "./answer-picture";
import { suited } from "./compare";
import { comparedStack } from "./compared-stack";
import { earlierStack } from "./designs/earlier";
import { reconciled } from "./designs/reconciled";
import { fingerprint } from "./fingerprint";
import { picture } from "./picture";
import { made } from "./report-marks";
import { pictured, reportText } from "./report-text";

const docs = join(process.cwd(), "docs");
const document = join(docs, "forecast.md");
const stack = comparedStack(process.cwd());

writeFileSync(document, made(readFileSync(document, "utf8"), fingerprint(stack), reportText(stack)));
mkdirSync(join(docs, "forecast"), { recursive: true });
for (const { trace, file } of pictured) {
  const heading = `${trace.name}: FleetSize ${stack.fleetSize}, ${stack.instanceType}`;
  writeFileSync(
    join(docs, "forecast", file),
    picture(
      heading,
      [reconciled, earlierStack].map((design) => drawn({ stack: suited(stack, trace), trace }, design, design.name, 1)),
    ),
  );
}
console.log(`Written: ${document} and ${pictured.length} pictures beside it.`);
