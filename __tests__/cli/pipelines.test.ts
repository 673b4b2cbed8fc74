import { inUsersFolder } from "./folder";
import { run } from "./run";

const { write } = inUsersFolder();
const species = `StackName: Species
TaskDefinition: classifier
ContainerImage: 123456789012.dkr.ecr.us-west-2.amazonaws.com/classifier:1
FleetSize: 1
model_location: s3://models/species.pt
Command: [classify]
`;

test.each([["outputs"], ["deploy"], ["status"]])(
  "%s of a pipeline says which commands there are for it",
  async (command) => {
    write("models/Species.yaml", species);
    write("models/Dives.yaml", "Pipeline: Dives\nSteps: [Megadetector, Species]\n");
    const { status, stderr } = await run(command, "dives");
    expect(status).toBe(1);
    expect(stderr).toBe(`error: Dives is a pipeline, of the models Megadetector, Species; this command is for one model
Of a pipeline itself there are ./model plan Dives, npx cdktf deploy Dives and npx cdktf destroy Dives: docs/pipelines.md
`);
  },
);
