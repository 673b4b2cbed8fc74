import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadModels } from "../models/format/load";
import { permissionsPage } from "./permissions-page";

// Writes docs/permissions.md, for two shipped models.
const root = join(__dirname, "..");
const { models } = loadModels(root);
const spec = models.find(({ stackName }) => stackName === "Megadetector");
const served = models.find(({ stackName }) => stackName === "Recommender");
if (spec?.kind !== "queue" || served?.kind !== "served")
  throw new Error("models/ has no Megadetector of a queue, or no Recommender that is served");
writeFileSync(join(root, "docs/permissions.md"), permissionsPage(spec, served));
