import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { modelSchemaText } from "./json-schema";
import { withKeyTables } from "./key-table";

// Writes what is made from the table of keys: the schema for editors, and the table in the reference.
const root = join(__dirname, "../..");
const reference = join(root, "docs/model-yaml.md");
writeFileSync(join(root, "models/model.schema.json"), modelSchemaText());
writeFileSync(reference, withKeyTables(readFileSync(reference, "utf8")));
