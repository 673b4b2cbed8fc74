/** One change to AWS, with its reason in words for the log. */
export type Action = { readonly reason: string } &
  /** Only while it still is `from`: what somebody else has ordered meanwhile is judged at the next look. */
  (
    | { readonly kind: "setDesiredCapacity"; readonly from: number; readonly desiredCapacity: number }
    /** One worker for each element: on these instances and no other, several on one where its id stands several times. */
    | { readonly kind: "startWorkers"; readonly instanceIds: readonly string[] }
    /** SIGTERM: the worker finishes its video within the stop timeout. */
    | { readonly kind: "stopWorker"; readonly taskArn: string }
    /** DRAINING: what runs there finishes, nothing new comes. */
    | { readonly kind: "drain"; readonly instanceId: string; readonly containerInstanceArn: string }
    | {
        readonly kind: "end";
        readonly instanceId: string;
        /** Undefined: the instance never registered. */
        readonly containerInstanceArn?: string;
        /** False: the group already wants fewer than it has. */
        readonly decrement: boolean;
        /** ARNs of workers that its agent should long have killed: they, and no other task, may still show on it. */
        readonly outlived?: readonly string[];
      }
    /** Switches the alarm's actions off, or on again. */
    | { readonly kind: "openCircuit" }
    | { readonly kind: "closeCircuit" }
    /** Suspends the group's process AlarmNotification while the stack is paused, or resumes it. */
    | { readonly kind: "ignoreAlarms" }
    | { readonly kind: "heedAlarms" }
  );
