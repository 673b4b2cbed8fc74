import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import type { Clients } from "../../reconciler/clients";

/** What AWS answers, by the name of the call: a value, an error to throw, or a function of the call's input. */
export type Answers = Readonly<Record<string, unknown>>;

export interface FakeAws {
  readonly clients: Clients;
  /** Every call so far, in order. */
  readonly calls: { readonly name: string; readonly input: Record<string, unknown> }[];
  readonly inputsOf: (name: string) => readonly Record<string, unknown>[];
}

/** Real clients, for the paginators' sake, that ask nobody. A call without an answer is an error. */
export function fakeAws(answers: Answers): FakeAws {
  const calls: { name: string; input: Record<string, unknown> }[] = [];
  const send = (command: { readonly input: Record<string, unknown> }): Promise<unknown> => {
    const name = command.constructor.name.replace(/Command$/, "");
    calls.push({ name, input: command.input });
    const answer = answers[name];
    const value: unknown =
      typeof answer === "function" ? (answer as (input: unknown) => unknown)(command.input) : answer;
    if (value === undefined) return Promise.reject(new Error(`no answer for ${name}`));
    return value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
  };
  const where = { region: "us-west-2" };
  const clients = {
    autoScaling: Object.assign(new AutoScalingClient(where), { send }),
    cloudWatch: Object.assign(new CloudWatchClient(where), { send }),
    ec2: Object.assign(new EC2Client(where), { send }),
    ecs: Object.assign(new ECSClient(where), { send }),
    sqs: Object.assign(new SQSClient(where), { send }),
    ssm: Object.assign(new SSMClient(where), { send }),
  };
  return { clients, calls, inputsOf: (name) => calls.filter((call) => call.name === name).map(({ input }) => input) };
}

/** An error as the SDK throws it. */
export const awsError = (name: string, message = "no"): Error => Object.assign(new Error(message), { name });
