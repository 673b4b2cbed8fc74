import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modelSchemaText, pipelineSchemaText } from "./json-schema";
import { withKeyTables, withPipelineTable } from "./key-table";

// Writes what is made from the table of keys: the schema for editors, and the table in the reference.
const root = join(__dirname, "../..");
const reference = join(root, "docs/model-yaml.md");
writeFileSync(join(root, "models/model.schema.json"), modelSchemaText());
const pipelines = join(root, "docs/pipelines.md");
writeFileSync(join(root, "models/pipeline.schema.json"), pipelineSchemaText());
writeFileSync(pipelines, withPipelineTable(readFileSync(pipelines, "utf8")));
writeFileSync(reference, withKeyTables(readFileSync(reference, "utf8")));
