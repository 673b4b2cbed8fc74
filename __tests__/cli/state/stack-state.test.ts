import { stateToMove } from "../../../cli/state/move";
import { readState } from "../../../cli/state/stack-state";
import { inUsersFolder } from "../folder";

const folder = inUsersFolder();
const local = { region: "us-west-2", statePrefix: "elastic-models", tags: {} };
const shared = { ...local, stateBucket: "states" };

const STATE = JSON.stringify({
  version: 4,
  resources: [
    { mode: "managed", type: "aws_s3_bucket", name: "buckets_video", instances: [] },
    { mode: "data", type: "aws_partition", name: "place_partition", instances: [] },
  ],
});

test("a state holds the addresses of what Terraform made, not of what it only read", async () => {
  folder.write(".state/Megadetector.tfstate", STATE);
  expect(await readState(local, "Megadetector")).toEqual(new Set(["aws_s3_bucket.buckets_video"]));
});

test.each([["no file"], [""], [JSON.stringify({ version: 4, resources: [] })]])("%j is no state", async (text) => {
  if (text !== "no file") folder.write(".state/Megadetector.tfstate", text);
  expect(await readState(local, "Megadetector")).toBeUndefined();
});

test("a damaged state is named, with where an earlier one is", async () => {
  folder.write(".state/Megadetector.tfstate", STATE.slice(0, 40));
  await expect(readState(local, "Megadetector")).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringMatching(
      /^\.state\/Megadetector\.tfstate is damaged: .+\n.* \.state\/Megadetector\.tfstate\.backup: /,
    ) as string,
  });
});

test("a state in this folder is to be moved only where the bucket has none", () => {
  expect(stateToMove(shared, "Megadetector", undefined)).toBe(false);
  folder.write(".state/Megadetector.tfstate", STATE);
  expect(stateToMove(shared, "Megadetector", undefined)).toBe(true);
  expect(stateToMove(shared, "Megadetector", new Set(["aws_vpc.network_vpc"]))).toBe(false);
  expect(stateToMove(local, "Megadetector", undefined)).toBe(false);
});
