import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadModels } from "../models/format/load";
import { permissionsPage } from "./permissions-page";

// Writes docs/permissions.md, for the shipped Megadetector.
const root = join(__dirname, "..");
const spec = loadModels(root).models.find(({ stackName }) => stackName === "Megadetector");
if (spec?.kind !== "queue") throw new Error("there is no models/Megadetector.yaml");
writeFileSync(join(root, "docs/permissions.md"), permissionsPage(spec));
