import {
  ResumeProcessesCommand,
  SetDesiredCapacityCommand,
  SuspendProcessesCommand,
} from "@aws-sdk/client-auto-scaling";
import { DisableAlarmActionsCommand, EnableAlarmActionsCommand } from "@aws-sdk/client-cloudwatch";
import { StopTaskCommand } from "@aws-sdk/client-ecs";
import { drainInstances, endInstances } from "./act-leave";
import { startWorkers } from "./act-start";
import type { Clients } from "./clients";
import type { Action } from "./action";
import type { EpochSeconds } from "./observation";
import { observeGroup } from "./observe-group";
import { type Outcome, attempt, inTurn, notNow } from "./outcome";
import type { Configuration } from "./settings";

export interface Call {
  readonly clients: Clients;
  readonly configuration: Configuration;
  readonly now: EpochSeconds;
  /** False when the function's time is nearly over: what is left waits for the next look. */
  readonly hasTime: () => boolean;
}

type Of<Kind extends Action["kind"]> = Extract<Action, { kind: Kind }>;

/** Carries out what was decided, in this order. One action that fails keeps none of the others from being tried. */
export async function act(call: Call, actions: readonly Action[]): Promise<readonly Outcome[]> {
  const only = <Kind extends Action["kind"]>(...kinds: readonly Kind[]) =>
    actions.filter((action): action is Of<Kind> => (kinds as readonly string[]).includes(action.kind));
  return [
    ...(await inTurn(call, only("ignoreAlarms", "heedAlarms", "openCircuit", "closeCircuit"), (action) =>
      turn(call, action),
    )),
    ...(await inTurn(call, only("setDesiredCapacity"), (action) => setDesiredCapacity(call, action))),
    ...(await endInstances(call, only("end"))),
    ...(await drainInstances(call, only("drain"))),
    ...(await inTurn(call, only("startWorkers"), (action) => startWorkers(call, action))),
    ...(await inTurn(call, only("stopWorker"), (action) => stopWorker(call, action))),
  ];
}

const turn = (
  { clients: { autoScaling, cloudWatch }, configuration: { group, alarm } }: Call,
  action: Of<"ignoreAlarms" | "heedAlarms" | "openCircuit" | "closeCircuit">,
): Promise<Outcome> =>
  attempt(action, async () => {
    const process = { AutoScalingGroupName: group, ScalingProcesses: ["AlarmNotification"] };
    switch (action.kind) {
      case "ignoreAlarms":
        return void (await autoScaling.send(new SuspendProcessesCommand(process)));
      case "heedAlarms":
        return void (await autoScaling.send(new ResumeProcessesCommand(process)));
      case "openCircuit":
        return void (await cloudWatch.send(new DisableAlarmActionsCommand({ AlarmNames: [alarm] })));
      case "closeCircuit":
        return void (await cloudWatch.send(new EnableAlarmActionsCommand({ AlarmNames: [alarm] })));
    }
  });

const setDesiredCapacity = (
  { clients, configuration: { group } }: Call,
  action: Of<"setDesiredCapacity">,
): Promise<Outcome> =>
  attempt(action, async () => {
    const { desiredCapacity } = await observeGroup(clients, group);
    if (desiredCapacity !== action.from) return notNow(`it has become ${desiredCapacity}`);
    await clients.autoScaling.send(
      new SetDesiredCapacityCommand({ AutoScalingGroupName: group, DesiredCapacity: action.desiredCapacity }),
    );
  });

const stopWorker = (
  { clients: { ecs }, configuration: { cluster } }: Call,
  action: Of<"stopWorker">,
): Promise<Outcome> =>
  attempt(action, async () => {
    await ecs.send(new StopTaskCommand({ cluster, task: action.taskArn, reason: action.reason }));
  });
