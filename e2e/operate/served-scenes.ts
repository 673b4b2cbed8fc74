import { HandMadeService, makeService } from "./hand-made-service";
import { pushImage } from "./ready";
import { hour, minute, type Scene, type Where } from "./scene";

const status = ["status", "Recommender"] as const;

/** As the real stack is, with its two alarms. */
async function deployed({ stage, clock }: Where): Promise<HandMadeService> {
  await makeService(stage.account);
  const service = new HandMadeService(stage.account, stage.between);
  await service.alarm("no-healthy-task", "No task of Recommender has been healthy for three minutes.");
  await service.alarm("server-errors", "For five minutes more than one answer in twenty of Recommender was an error.");
  await clock.pass();
  return service;
}

/** Before a deploy, and how a served model can be after it. */
export const servedScenes: readonly Scene[] = [
  {
    id: "served-check",
    commands: [["check", "Recommender"]],
    play: (_, { stage }) => pushImage(stage.account, "us-west-2", "recommender", "1.0.0"),
  },
  {
    id: "served-answers",
    commands: [status],
    play: async (_, on) => {
      const service = await deployed(on);
      service.says({
        running: 2,
        deployments: [service.deployment(1, 3 * hour)],
        events: [
          [2 * hour + 55 * minute, "has reached a steady state."],
          [2 * hour + 57 * minute, "registered 2 targets in (target-group Recommender-tg)"],
        ],
      });
      service.targets(["10.0.4.11", "healthy"], ["10.0.20.7", "healthy"]);
    },
  },
  {
    id: "served-rolled-back",
    commands: [status],
    play: async (_, on) => {
      const service = await deployed(on);
      service.says({
        running: 2,
        deployments: [service.deployment(1, 26 * hour)],
        events: [
          [12 * minute, "rolling back to deployment ecs-svc/1."],
          [12 * minute, "(deployment ecs-svc/2) deployment failed: tasks failed to start."],
          [16 * minute, "has started 2 tasks."],
        ],
      });
      service.stopped(13 * minute, {
        stopCode: "TaskFailedToStart",
        stoppedReason: "CannotPullContainerError: pull image manifest has been retried 7 time(s): not found",
      });
      service.targets(["10.0.4.11", "healthy"], ["10.0.20.7", "healthy"]);
    },
  },
  {
    id: "served-unhealthy",
    commands: [status],
    play: async (_, on) => {
      const service = await deployed(on);
      await service.alarm("no-healthy-task", "No task of Recommender has been healthy for three minutes.", "ALARM");
      await on.clock.pass(4 * minute);
      service.says({
        running: 2,
        deployments: [service.deployment(2, 9 * minute)],
        events: [
          [5 * minute, "(port 80) is unhealthy in (target-group Recommender-tg) due to (reason Health checks failed)"],
        ],
      });
      service.targets(
        ["10.0.4.11", "unhealthy", "Target.FailedHealthChecks", "Health checks failed"],
        ["10.0.20.7", "unhealthy", "Target.FailedHealthChecks", "Health checks failed"],
        ["10.0.4.9", "draining", "Target.DeregistrationInProgress", "Target deregistration is in progress"],
      );
    },
  },
];
