import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../../emulator/place";
import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { SceneClock } from "./scene-clock";
import { readyForMegadetector, type Scene, useOwnAccount } from "./scene";
import { servedScenes } from "./served-scenes";
import { setStage } from "./stage";
import { checkScenes, statusScenes } from "./status-scenes";
import { workScenes } from "./work-scenes";

const scenes = [...checkScenes, ...statusScenes, ...servedScenes, ...workScenes];
const file = path.join(projectFolder(), "docs", "operate.md");

/** Where the page shows a scene: a comment with its id, then a block of text. */
const blockOf = (id: string) => new RegExp(`(<!-- scene: ${id} -->\n\n\`\`\`\n)([\\s\\S]*?)(\n\`\`\`\n)`);

/** Without what differs whenever a scene is played: ids, dates, times of day, zones. */
const masked = (text: string | undefined) =>
  text
    ?.replace(/\bi-[0-9a-f]{17}\b/g, "i-0")
    .replace(/\bami-[0-9a-f]+\b/g, "ami-0")
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b|\b[0-9a-f]{32}\b/g, "id")
    .replace(/-lb-\d+\./g, "-lb-1.")
    .replace(/us-west-2[abc]/g, "us-west-2a")
    .replace(/\d{4}-\d\d(-\d\d)?/g, "date")
    .replace(/\d\d:\d\d(:\d\d)?/g, "time");

describeEmulated("docs/operate.md shows what the commands print; if not: npm run operate:page", () => {
  const stage = setStage(readyForMegadetector, ["Megadetector", "Recommender"]);
  beforeAll(() => useOwnAccount(stage.folder));
  afterEach(() => {
    jest.useRealTimers();
  });

  /** A scene as a terminal shows it; what is no success with its exit status. */
  async function played({ commands, endpoint, play }: Scene): Promise<string> {
    const clock = await SceneClock.begin(stage.account);
    await play?.(new HandMade(stage.account), { stage, clock });
    const shown: string[] = [];
    for (const words of commands) {
      const { status, stdout, stderr } = await (endpoint
        ? stage.apart(words, { AWS_ENDPOINT_URL: endpoint })
        : stage.model(...words));
      const line = words.map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ");
      shown.push(
        status === 0
          ? `$ ./model ${line}\n${stderr}${stdout}`
          : `$ ./model ${line}; echo $?\n${stdout}${stderr}${status}\n`,
      );
    }
    return shown.join("\n").trimEnd();
  }

  test.each(scenes.map((scene) => [scene.id, scene] as const))("%s", async (id, scene) => {
    const now = await played(scene);
    if (process.env.UPDATE_PAGE) {
      const page = readFileSync(file, "utf8");
      writeFileSync(
        file,
        page.replace(blockOf(id), (_, before: string, __, after: string) => before + now + after),
      );
    }
    const [, , shown] = blockOf(id).exec(readFileSync(file, "utf8")) ?? [];
    expect(masked(shown)).toBe(masked(now));
  });

  test("it shows these situations and no other", () => {
    const shown = [...readFileSync(file, "utf8").matchAll(/<!-- scene: (\S+) -->/g)].map(([, id]) => id);
    expect(shown.sort()).toEqual(scenes.map(({ id }) => id).sort());
  });
});
