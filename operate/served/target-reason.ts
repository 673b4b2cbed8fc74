import type { ServeSpec } from "../../models/format/spec";
import type { Target } from "./facts";

/** What to do about a target that is not healthy, in plain words. */
export interface TargetReason {
  /** As the rest of "10.0.1.5:80 …". */
  readonly words: string;
  /** Undefined: it passes by itself. */
  readonly advice?: string;
}

/** Reason codes of "TargetHealth" (Elastic Load Balancing's API). Undefined for a healthy target. */
export function targetReason({ state, reason, description }: Target, serve: ServeSpec): TargetReason | undefined {
  if (state === "healthy") return undefined;
  const { healthCheckPath: path, port } = serve;
  switch (reason) {
    case "Elb.RegistrationInProgress":
    case "Elb.InitialHealthChecking":
      return { words: "has not passed two health checks yet" };
    case "Target.DeregistrationInProgress":
      return { words: "leaves, and finishes its requests" };
    case "Target.ResponseCodeMismatch":
      return {
        words: `answers ${path} with ${codes(description) ?? "another status than 200 to 299"}`,
        advice: `HealthCheckPath must be a path that the container answers with 200 to 299 when it can serve.`,
      };
    case "Target.Timeout":
      return {
        words: `does not answer ${path} within 5 seconds`,
        advice: `The container must listen on port ${port} of all addresses (0.0.0.0), and answer while it works on requests.`,
      };
    case "Target.FailedHealthChecks":
      return {
        words: `refuses the connection, or answers ${path} with what is no HTTP`,
        advice: `The container must listen on port ${port} (Serve's Port, and its variable PORT) of all addresses (0.0.0.0). A model that loads for long needs more GracePeriodSeconds.`,
      };
    case "Target.NotInUse":
      return { words: "is in a zone in which the load balancer has no subnet" };
    case "Target.InvalidState":
      return { words: "is on an instance that has stopped" };
    case "Elb.InternalError":
      return { words: "cannot be checked: Elastic Load Balancing has a fault of its own" };
  }
  return { words: description || reason || state };
}

/** "Health checks failed with these codes: [404]". */
function codes(description: string): string | undefined {
  const found = /\[([\d, ]+)\]/.exec(description)?.[1];
  return found && `${found} instead of 200 to 299`;
}
