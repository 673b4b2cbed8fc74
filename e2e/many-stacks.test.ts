import { rmSync } from "node:fs";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { drive, type Found, type Shutdown } from "./client-driver";
import { describeEmulated } from "./needs";
import { standIn, type StandIns } from "./stand-in";

describeEmulated("the client among several stacks of one region", () => {
  let emulator: Emulator;
  const made: StandIns[] = [];
  /** Each in a copy of the empty account. */
  const make = async (...names: string[]) => {
    const stacks = await standIn(await emulator.fork(), names);
    made.push(stacks);
    return stacks;
  };

  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(async () => {
    for (const { folder } of made) rmSync(folder, { recursive: true, force: true });
    await (emulator as Emulator | undefined)?.stop();
  });

  test("it finds each of ten; a shutdown sees eight, and the synthesis has said so", async () => {
    const names = ["Anemone", "Barreleye", "Ctenophore", "Dumbo", "Eelpout", "Feather", "Grenadier", "Hagfish"];
    const unseen = ["Isopod", "Jelly"];
    const stacks = await make(...names, ...unseen);
    const found = await drive<readonly Found[]>(stacks, "find", ...names, ...unseen);
    expect(
      found.result.map(({ CLUSTER, ASG, VIDEO_QUEUE, TRACK_BUCKET }) => [CLUSTER, ASG, VIDEO_QUEUE, TRACK_BUCKET]),
    ).toEqual(
      [...names, ...unseen].map((name) => [
        name,
        `${name}-signpost`,
        `${name}-video.fifo`,
        `${name.toLowerCase()}-track-123456789012-us-west-2`,
      ]),
    );
    // At once: each waits ten seconds for a video.
    const groups = await Promise.all(
      ["Anemone", "Hagfish", ...unseen].map(
        async (name) => (await drive<Shutdown>(stacks, "shutdown", name)).result.group,
      ),
    );
    expect(groups).toEqual(["Anemone-fleet", "Hagfish-fleet", null, null]);
    expect(stacks.warnings).toContainEqual(
      expect.stringMatching(/^models\/Isopod\.yaml:.* 10 stacks with a fleet in us-west-2;/),
    );
  });

  test("of two names that contain each other, a shutdown takes the wrong cluster, and the synthesis has said so", async () => {
    const stacks = await make("Megadetector", "Mega");
    const found = await drive<readonly Found[]>(stacks, "find", "Mega", "Megadetector");
    expect(found.result.map(({ VIDEO_QUEUE }) => VIDEO_QUEUE)).toEqual(["Mega-video.fifo", "Megadetector-video.fifo"]);
    const { result } = await drive<Shutdown>(stacks, "shutdown", "Mega");
    expect(result).toMatchObject({ cluster: "Megadetector", group: "Mega-fleet" });
    expect(stacks.warnings).toContainEqual(
      expect.stringMatching(
        /^models\/Mega\.yaml:.* Mega is part of Megadetector \(models\/Megadetector\.yaml\): .*shut down/,
      ),
    );
    expect(stacks.warnings).toContainEqual(
      expect.stringMatching(/^models\/Megadetector\.yaml:.* contains Mega \(models\/Mega\.yaml\): .*shut down/),
    );
  });
});
