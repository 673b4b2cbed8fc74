// `npm run forecast:report [folder]`: simulates all designs and writes what comes out into the folder's forecast.md (docs/
// unless told), with its pictures.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { comparedStack } from "./compared-stack";
import { fingerprint } from "./fingerprint";
import { made } from "./report-marks";
import { reportPictures } from "./report-pictures";
import { reportText } from "./report-text";

const docs = process.argv[2] ?? "docs";
const document = join(docs, "forecast.md");
const stack = comparedStack(process.cwd());

writeFileSync(document, made(readFileSync(document, "utf8"), fingerprint(stack), reportText(stack)));
mkdirSync(join(docs, "forecast"), { recursive: true });
const pictures = reportPictures(stack);
for (const [file, svg] of pictures) writeFileSync(join(docs, "forecast", file), svg);
console.log(`Written: ${document} and ${pictures.size} pictures beside it.`);
