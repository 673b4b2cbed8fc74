import { sampleProject, sampleSpec } from "./sample";
import { synthesize } from "./synthesize";

const backend = (project = sampleProject) => synthesize(sampleSpec(), project).terraform.backend as unknown;

test("state lies in the project's bucket, one encrypted object a stack, locked by S3 itself", () => {
  expect(backend({ ...sampleProject, stateBucket: "lab-state", statePrefix: "models" })).toEqual({
    s3: {
      bucket: "lab-state",
      key: "models/Sample.tfstate",
      region: "us-west-2",
      encrypt: true,
      use_lockfile: true,
    },
  });
});

test("without a bucket, state is a file of the working directory", () => {
  expect(backend()).toEqual({ local: { path: "../../../.state/Sample.tfstate" } });
});

test("a model in another region keeps its state in the project's", () => {
  const stack = synthesize(sampleSpec({ region: "eu-central-1" }), { ...sampleProject, stateBucket: "lab-state" });
  expect(stack.terraform).toMatchObject({ backend: { s3: { region: "us-west-2" } } });
  expect(stack.provider).toMatchObject({ aws: [{ region: "eu-central-1" }] });
});
