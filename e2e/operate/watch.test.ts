import { describeEmulated } from "../needs";
import { HandMade } from "./hand-made";
import { names } from "./hand-made/parts";
import { startModel } from "./running";
import { setStage } from "./stage";

describeEmulated("what goes on until Ctrl-C", () => {
  const stage = setStage((account) => new HandMade(account).make());
  let stack: HandMade;
  beforeEach(() => (stack = new HandMade(stage.account)));

  test("./model status --watch shows what has changed, also after a look that failed", async () => {
    const watching = startModel(stage.folder, ["status", "Megadetector", "--watch"]);
    await watching.until(/No video waits and no instance runs\./);
    let failing = true;
    stage.between.refuse("sqs:GetQueueUrl", "InvalidClientTokenId", () => failing);
    await watching.until(/error: AWS does not accept your credentials/);
    failing = false;
    await stack.submit("dive/a.mp4");
    await watching.until(/1 video waits: no instance is ordered yet; the reconciler looks every minute\./);
    expect(await watching.interrupt()).toBe("SIGINT");
  });

  test("./model status --watch --json is one line of JSON a look", async () => {
    const watching = startModel(stage.folder, ["status", "Megadetector", "--watch", "--json"]);
    await watching.until(/"situation":"idle"/);
    await stack.pause("paused");
    const said = await watching.until(/"situation":"paused".*\n/);
    await watching.interrupt();
    for (const line of said.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("situation");
  });

  test("./model logs --follow shows lines as they come, with --video those of its worker alone", async () => {
    const write = (task: string, ...texts: string[]) =>
      stack.write(names.logGroup, `task/Megadetector/${task}`, ...texts);
    await write("aaaa", "old");
    const all = startModel(stage.folder, ["logs", "Megadetector", "--follow", "--since", "1h"]);
    const one = startModel(stage.folder, [
      "logs",
      "Megadetector",
      "--follow",
      "--video",
      "dive/a.mp4",
      "--since",
      "1h",
    ]);
    await all.until(/old/);
    await write("bbbb", "Running --source /tmp/a.mp4");
    await write("cccc", "Running --source /tmp/b.mp4");
    await write("bbbb", "Done");
    await all.until(/b\.mp4[\s\S]*Done/);
    const said = await one.until(/Done/);
    expect(said).not.toMatch(/old|b\.mp4/);
    for (const following of [all, one]) expect(await following.interrupt()).toBe("SIGINT");
  });
});
