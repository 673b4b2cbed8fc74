import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const MEGADETECTOR = `StackName: Megadetector
TaskDefinition: detector
ContainerImage: 123456789012.dkr.ecr.us-west-2.amazonaws.com/detector:1
FleetSize: 1
model_location: s3://models/Megadetector.pt
track_config: s3://configs/tracker.yaml
`;

/**
 * Before every test, a new working directory as a user has it, with one model; gone after it, and back to where it was: the
 * next file's tests may run in the same process.
 */
export function inUsersFolder(): { write: (file: string, text: string) => void } {
  const before = process.cwd();
  let folder: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "users-folder-"));
    process.chdir(folder);
    write("cdktf.json", `{"app": "true", "context": {"region": "us-west-2"}}`);
    write("models/Megadetector.yaml", MEGADETECTOR);
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  });
  return { write };
}
