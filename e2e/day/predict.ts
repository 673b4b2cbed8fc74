import { readFileSync } from "node:fs";
import path from "node:path";
import { typicalPhysics } from "../../forecast/constants";
import { reconciled } from "../../forecast/designs/reconciled";
import { figures } from "../../forecast/figures";
import { readStack, type SynthesizedStack } from "../../forecast/read-stack";
import { simulate } from "../../forecast/simulate";
import type { Video } from "../../forecast/videos";
import type { UserProject } from "../project";

/** Seconds, by the forecast for a stack as it is synthesized: means of runs that differ by chance. */
export interface Predicted {
  readonly lastResultSeconds: number;
  readonly zeroSeconds: number;
}

const runs = 20;

export function predict(project: UserProject, stack: string, videos: readonly Video[]): Predicted {
  const file = path.join(project.folder, "cdktf.out", "stacks", stack, "cdk.tf.json");
  const settings = readStack(JSON.parse(readFileSync(file, "utf8")) as SynthesizedStack);
  const trace = { name: stack, videos: () => videos };
  const worlds = Array.from({ length: runs }, (_, seed) => simulate(reconciled, settings, trace, seed, typicalPhysics));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    lastResultSeconds: mean(worlds.map((world) => figures(world).lastResultSeconds)),
    zeroSeconds: mean(worlds.map(({ clock }) => clock.now)),
  };
}
