/** What one model's YAML and stack say. */
export interface Settings {
  /** The most instances that may run at once; the group's own maximum may be lower. */
  readonly fleetSize: number;
  readonly workersPerInstance: number;
  readonly gpusPerTask: number;
  /** How many waiting videos justify one more instance. */
  readonly waitingVideosPerInstance: number;
  readonly keepWarmSeconds: number;
  readonly timeoutSeconds: number;
  /** The revision that new workers start with. */
  readonly taskDefinitionArn: string;
}

/** What the function acts on: names and ARNs of one stack's parts. */
export interface Wiring {
  /** ECS cluster, by name. */
  readonly cluster: string;
  /** Auto Scaling group, by name. */
  readonly group: string;
  readonly queueUrl: string;
  /** CloudWatch alarm on waiting videos, by name. */
  readonly alarm: string;
  /** Name of the SSM parameter that says whether the stack is paused. */
  readonly pauseParameter: string;
  /** Workers are started so that ECS Exec can open a shell in them. */
  readonly exec?: true;
}

export type Configuration = Wiring & Settings;

/** Values of the pause parameter. */
export const pauseValues = { running: "running", paused: "paused" } as const;

const texts = {
  cluster: "CLUSTER",
  group: "AUTO_SCALING_GROUP",
  queueUrl: "VIDEO_QUEUE_URL",
  alarm: "ALARM",
  pauseParameter: "PAUSE_PARAMETER",
  taskDefinitionArn: "TASK_DEFINITION",
} as const;

const numbers = {
  fleetSize: "FLEET_SIZE",
  workersPerInstance: "WORKERS_PER_INSTANCE",
  gpusPerTask: "GPUS_PER_TASK",
  waitingVideosPerInstance: "WAITING_VIDEOS_PER_INSTANCE",
  keepWarmSeconds: "KEEP_WARM_SECONDS",
  timeoutSeconds: "TIMEOUT_SECONDS",
} as const;

const execVariable = "EXEC";

/** The function's environment variables, as the stack sets them. */
export function environmentOf(configuration: Configuration): Readonly<Record<string, string>> {
  const entries = Object.entries({ ...texts, ...numbers });
  return {
    ...Object.fromEntries(entries.map(([key, name]) => [name, String(configuration[key as keyof Configuration])])),
    ...(configuration.exec && { [execVariable]: "true" }),
  };
}

/** The way back. Throws one error that names every variable that is missing or is no number. */
export function configurationOf(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const wrong: string[] = [];
  const text = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === "") wrong.push(`${name} is not set`);
    return value ?? "";
  };
  const number = (name: string): number => {
    const value = text(name);
    if (value !== "" && !(Number(value) >= 0)) wrong.push(`${name} is "${value}", which is not a number`);
    return Number(value);
  };
  const mapped = <Keys extends Record<string, string>, Value>(keys: Keys, read: (name: string) => Value) =>
    Object.fromEntries(Object.entries(keys).map(([key, name]) => [key, read(name)])) as Record<keyof Keys, Value>;
  const exec = environment[execVariable] === "true" && ({ exec: true } as const);
  const configuration = { ...mapped(texts, text), ...mapped(numbers, number), ...exec };
  if (wrong.length > 0) throw new Error(`The function's environment is not what the stack sets: ${wrong.join("; ")}`);
  return configuration;
}
