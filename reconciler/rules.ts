/** The reconciler's fixed times, in seconds, and counts. What a user may choose is in Settings. */

/** From launch to registration in ECS: one or two minutes are usual for a GPU instance, ten mean that it never will. */
export const registersWithin = 600;

/**
 * An instance that registered later than this gets no worker. The two minutes between are for late answers: nothing that
 * is about to be ended as "never registered" can meanwhile have got one.
 */
export const usableWithin = 480;

/** An instance that could take a video and got none for this long is of no use, whatever waits. */
export const usedWithin = 600;

/** From an order to the first video that its worker takes, about: boot, image, model (forecast/constants.ts). */
export const startsWithin = 240;

/** Minutes of the queue's history from which the next ones are guessed. */
export const flowMinutes = 15;

/** So many minutes CloudWatch may be late with the queue's metrics. */
export const metricsLateMinutes = 5;

/** A running worker without a video takes one within this time, model download included; later it is taken for hung. */
export const takesVideoWithin = 300;

/**
 * From DRAINING to the end. ECS is "eventually consistent" (Amazon ECS API Reference, RunTask), so a worker that was
 * placed just before may show late. Below a minute, so that the next look of a schedule each minute finds it passed.
 */
export const settlesWithin = 45;

/** A worker that lived this long has proven its image, however it ends; one that failed sooner has not. */
export const provenAfter = 900;

/** A worker that lives on although the queue has been empty for this long hangs. */
export const exitsWithin = 900;

/** A worker is asked to stop after so long, whatever it seems to do: a lost video in flight can hide a hung worker. */
export const longestLife = 3 * 86_400;

/** A worker that ECS still shows this long after its stop timeout is out of its agent's reach. */
export const killedWithin = 900;

/** The longest stop timeout that a worker can have: the highest TimeoutHours (models/format/keys.ts). */
export const longestTimeout = 12 * 3600;

/** So many failed workers in a row open the circuit. */
export const failuresToOpen = 5;

/** So many launches within an hour without any worker open it too. */
export const futileLaunchesToOpen = 3;

/** While the circuit is open: one trial in this time. ECS describes stopped tasks for "at least one hour" (ListTasks). */
export const trialEvery = 3600;
