import type { AlarmSettings } from "./alarm";
import type { Physics } from "./constants";
import type { Step } from "./step-scaling";
import type { Plant, World } from "./world";

/** What wakes the reconciler. */
export interface Wakes {
  /** Seconds between two runs of its schedule. */
  readonly everySeconds: number;
  /** A container instance has become ACTIVE. */
  readonly onActiveInstance: boolean;
  /** A task has STOPPED. */
  readonly onStoppedTask: boolean;
  /** A video was uploaded, which is a second before its message is sent. */
  readonly onUpload: boolean;
}

/** What a stack's JSON says, as far as time and money depend on it. Seconds and GiB as their names say. */
export interface StackSettings {
  readonly stackName: string;
  readonly region: string;
  readonly instanceType: string;
  readonly spot: boolean;
  readonly fleetSize: number;
  readonly gpusPerInstance: number;
  readonly gpusPerTask: number;
  readonly rootVolumeGib: number;
  readonly imageInRegion: boolean;
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly stopTimeoutSeconds: number;
  readonly alarm: AlarmSettings;
  readonly steps: readonly Step[];
  readonly warmupSeconds: number;
  readonly waitingVideosPerInstance: number;
  readonly keepWarmSeconds: number;
  readonly wakes: Wakes;
}

/** What a trace adds: limits of the account while it runs. */
export interface Limits {
  readonly quota?: number;
  readonly shortageUntil?: number;
}

/** A way to scale the same stack. */
export interface Design {
  readonly name: string;
  /** The stack as this design would have built it. */
  plant(stack: StackSettings, limits: Limits): Plant;
  /** What it takes less time for than AWS; only the oracle does. */
  physics?(physics: Physics): Physics;
  /** Sets its alarms, looks and services going in a new world. */
  operate(world: World, stack: StackSettings): void;
}

/** The stack as this project builds it; other designs vary it. */
export const stackPlant = (stack: StackSettings, limits: Limits): Plant => ({
  group: { min: 0, max: stack.fleetSize, protectedFromScaleIn: true, spot: stack.spot, ...limits },
  cluster: stack,
  queue: stack,
  worker: {},
  queueAwake: false,
});
