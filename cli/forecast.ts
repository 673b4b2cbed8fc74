import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { answer, type Question } from "../forecast/ask";
import { answerPicture } from "../forecast/answer-picture";
import { answerText } from "../forecast/answer-text";
import { describedTrace } from "../forecast/asked-trace";
import { constants } from "../forecast/constants";
import { readCsvTrace } from "../forecast/csv-trace";
import { idleCost } from "../forecast/idle-cost";
import { readIdleStack, readStack, type SynthesizedStack } from "../forecast/read-stack";
import { servedCost } from "../forecast/served-cost";
import { servedCostText } from "../forecast/served-cost-text";
import type { Trace } from "../forecast/simulate";
import type { ServedSpec } from "../models/format/spec";
import { stackFolder, synthesize } from "./deploy/synthesize";
import { explain } from "./help";
import { modelNamed, modelsHere } from "./models";
import { numberWithin } from "./numbers";
import { replaceFile } from "./replace-file";
import { print, progress, tell } from "./terminal";
import { UserError } from "./user-error";

interface Options {
  readonly videos?: number;
  readonly minutes?: number;
  readonly spread: number;
  readonly every: number;
  readonly csv?: string;
  readonly imageGb?: number;
  readonly runs: number;
  readonly svg?: string;
  readonly json?: boolean;
}

export function define(command: Command): void {
  command
    .argument("<model>", "StackName of the model")
    .option("--videos <number>", "how many videos", numberWithin(1, 100_000, "whole"))
    .option("--minutes <minutes>", "GPU time that half of the videos do not reach", numberWithin(0.1, 100_000))
    .option("--spread <spread>", "how different they are: 0 all alike, 1 very", numberWithin(0, 2), 0.5)
    .option("--every <minutes>", "time between two arrivals; 0: all at once", numberWithin(0, 100_000), 0)
    .option("--csv <file>", "arrivals and lengths from a file: arrives_minute,length_minutes")
    .option("--image-gb <gb>", "compressed size of the container image", numberWithin(0.1, 50))
    .option("--runs <number>", "simulated runs", numberWithin(1, 1000, "whole"), 100)
    .option("--svg <file>", "also draw one run")
    .option("--json", "as JSON, for a program")
    .description(
      "Says, before anything is deployed, when the first and the last result are there and what it costs. Simulates the model's own stack; asks AWS nothing.",
    )
    .action(forecast);
  explain(command, {
    examples: [
      ["./model forecast Megadetector --videos 200 --minutes 12", "200 videos at once, half of them under 12 minutes"],
      ["./model forecast Megadetector --videos 60 --minutes 12 --every 3", "an upload that ends every 3 minutes"],
      ["./model forecast Recommender", "a served model: what a month of it costs, asked or not"],
      ["./model forecast Megadetector --csv dives.csv --svg dives.svg", "own arrivals and lengths, and a picture"],
    ],
  });
}

async function forecast(name: string, options: Options): Promise<void> {
  const { models } = modelsHere();
  const model = modelNamed(name, models);
  if (model.kind === "served") return forecastServed(model, options);
  const { stackName } = model;
  const trace = asked(options);
  synthesize();
  const json = JSON.parse(readFileSync(join(stackFolder(stackName), "cdk.tf.json"), "utf8")) as SynthesizedStack;
  const stack = readStack(json);
  const { runs, imageGb } = options;
  const question: Question = { stack, trace, runs, ...(imageGb === undefined ? {} : { imageGb }) };
  const answered = await progress(`Simulating ${runs} runs`, () => Promise.resolve(answer(question)));
  const idle = idleCost(readIdleStack(json, constants.functionRun.typical));
  if (options.json) print(JSON.stringify({ ...answered, idleMonth: idle }, null, 2));
  else print(answerText(answered, idle, stack.spot));
  if (options.svg === undefined) return;
  replaceFile(options.svg, answerPicture(question));
  tell(`Drawn: ${options.svg}`);
}

/** There are no videos to simulate: it runs all the time, and that is what it costs. */
function forecastServed(spec: ServedSpec, { videos, minutes, csv, svg, json }: Options): void {
  if ([videos, minutes, csv, svg].some((option) => option !== undefined))
    throw new UserError(
      `${spec.stackName} is served over HTTP (Serve in ${spec.file}) and has no videos to count or to draw; what it costs: ./model forecast ${spec.stackName}`,
    );
  const month = servedCost(spec);
  if (!month)
    throw new UserError(
      `no price of its instance type in ${spec.region} is in the table; to read it from AWS: npm run forecast:prices -- ${spec.region}`,
    );
  if (json) return print(JSON.stringify({ model: spec.stackName, month }, null, 2));
  print(`${spec.stackName} is served over HTTP. A month of it, asked or not:`);
  print(servedCostText(month));
}

function asked({ videos, minutes, spread, every, csv }: Options): Trace {
  if (csv !== undefined) {
    if (videos !== undefined || minutes !== undefined)
      throw new UserError(
        "--csv already says how many videos there are and how long; leave --videos and --minutes away",
      );
    return csvTrace(csv);
  }
  if (videos === undefined || minutes === undefined)
    throw new UserError("say which videos: --videos 200 --minutes 12, or --csv with a file of arrivals and lengths");
  return describedTrace({ count: videos, minutes, spread, everyMinutes: every });
}

function csvTrace(file: string): Trace {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = readCsvTrace(file, text);
  if ("problems" in read)
    throw new UserError(`fix this first:\n${read.problems.map((line) => `  ${line}`).join("\n")}`);
  return { name: `${read.videos.length} videos of ${file}`, videos: () => read.videos };
}
