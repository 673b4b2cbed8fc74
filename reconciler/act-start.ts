import { createHash } from "node:crypto";
import { type Failure, RunTaskCommand } from "@aws-sdk/client-ecs";
import type { Call } from "./act";
import type { Action } from "./action";
import { startedBy } from "./observe-cluster";
import { type Outcome, refusal } from "./outcome";

type Start = Extract<Action, { kind: "startWorkers" }>;

/** RunTask starts at most ten tasks a call ("Amazon ECS API Reference", RunTask). */
const tasksACall = 10;

/** Starts one worker for each element. Where ECS finds no place any more, that is a matter of the next look. */
export async function startWorkers(call: Call, action: Start): Promise<Outcome> {
  let started = 0;
  const refused: Failure[] = [];
  try {
    for (let start = 0; start < action.instanceIds.length && call.hasTime(); start += tasksACall) {
      const { tasks = [], failures = [] } = await run(call, action.instanceIds.slice(start, start + tasksACall));
      started += tasks.length;
      refused.push(...failures);
    }
  } catch (error) {
    const { result, detail } = refusal(action, error);
    return { action, result: started > 0 ? "done" : result, detail: `${started} started, then ${detail}` };
  }
  const reasons = [...new Set(refused.map(({ reason }) => reason))].join(", ");
  const detail = `${started} started${reasons && `, then ${reasons}`}`;
  return { action, result: started > 0 ? "done" : "notNow", detail };
}

const run = ({ clients: { ecs }, configuration, now }: Call, instanceIds: readonly string[]) =>
  ecs.send(
    new RunTaskCommand({
      cluster: configuration.cluster,
      taskDefinition: configuration.taskDefinitionArn,
      launchType: "EC2",
      count: instanceIds.length,
      // Where it was decided and nowhere else: another instance may be about to leave.
      placementConstraints: [
        { type: "memberOf", expression: `ec2InstanceId in [${[...new Set(instanceIds)].join(", ")}]` },
      ],
      startedBy,
      ...(configuration.exec && { enableExecuteCommand: true }),
      clientToken: token(configuration.taskDefinitionArn, instanceIds, now),
    }),
  );

/** Two runs that overlap and decide the same thing within a minute start it once. */
const token = (taskDefinitionArn: string, instanceIds: readonly string[], now: number): string =>
  createHash("sha256")
    .update([Math.floor(now / 60), taskDefinitionArn, ...instanceIds].join("\n"))
    .digest("hex");
