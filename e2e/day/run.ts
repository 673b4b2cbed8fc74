/**
 * Plays one day and leaves the emulator up for a look, with a picture in `day/`: `npm run day -- <scenario>`; without a name
 * it lists the scenarios.
 */
import setUp from "../setup";
import { deployForDays } from "./deployed";
import { playScenario } from "./play";
import { scenarios } from "./scenarios";
import { Stage } from "./stage";

async function main(): Promise<void> {
  const scenario = scenarios.find(({ name }) => name === process.argv[2]);
  if (scenario === undefined) {
    console.log(["npm run day -- <scenario>, one of", ...scenarios.map(({ name }) => `  ${name}`)].join("\n"));
    process.exitCode = process.argv[2] === undefined ? 0 : 2;
    return;
  }
  await setUp();
  console.error("Deploying to the emulator takes a minute or two ...");
  const deployed = await deployForDays();
  const stage = await Stage.set(deployed, scenario);
  const { problems, pictures } = await playScenario(scenario, stage);
  console.log(stage.day.journal.lines.join("\n"));
  console.log(
    ["", ...(problems.length > 0 ? ["Not as it must be:", ...problems] : ["All is as it must be."])].join("\n"),
  );
  console.log(`Drawn: ${pictures.join(", ")}`);
  console.error(
    `The account as the day left it answers until Ctrl-C: export AWS_ENDPOINT_URL=${stage.emulator.endpoint}`,
  );
  const awake = setInterval(() => {}, 60_000);
  await new Promise((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  clearInterval(awake);
  await stage.strike();
  await deployed.remove();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
