import type { IncomingMessage } from "node:http";
import type { Emulator } from "../../emulator/emulator";
import { startProxy, type Answer } from "../proxy";
import { actionOf, type Call } from "./call";
import { refusal } from "./refusal";
import { resourceOf } from "./resource";

/** Stands between a command and the emulator: notes each call and answers some itself, as AWS might. */
export interface Between {
  readonly endpoint: string;
  /** All calls so far. */
  readonly calls: readonly Made[];
  /** Their IAM actions, each once, in order, such as `ec2:DescribeVpcs`. */
  actions(): readonly string[];
  /** The Range of each request that asked for a part of an object. */
  readonly ranges: string[];
  /** Passes calls on to this emulator from now on, and forgets what it was to answer itself. */
  to(emulator: Emulator): void;
  /** Answers an action with this document from now on: XML of the query protocol, or an object for a service that speaks JSON. */
  answer(action: string, document: string | object): void;
  /** Refuses an action from now on, by default for want of the permission. */
  refuse(action: string, code?: string, where?: (call: Call) => boolean): void;
  /** Holds the next answer to an action up after so many bytes of its body; what it returns breaks the connection. */
  holdUp(action: string, bytes: number): () => void;
  stop(): Promise<void>;
}

/** A call as IAM sees it. */
export interface Made {
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
  /** ARN of the ECS cluster that the call names, or nothing. */
  readonly cluster: string;
}

interface Answered {
  readonly action: string;
  readonly where: (call: Call) => boolean;
  readonly answer: (call: Call) => Answer;
}

export async function standBetween(emulator: Emulator): Promise<Between> {
  let target = emulator.endpoint;
  let answered: Answered[] = [];
  let held: { readonly action: string; readonly bytes: number; readonly when: Promise<void> } | undefined;
  const calls: Made[] = [];
  const ranges: string[] = [];

  const proxy = await startProxy((incoming, body) => {
    const call = actionOf(incoming, body);
    calls.push(made(call, incoming, body));
    if (incoming.headers.range) ranges.push(incoming.headers.range);
    const match = answered.find(({ action, where }) => action === call.action && where(call));
    if (match) return { answer: match.answer(call) };
    if (call.action !== held?.action) return { to: target };
    const breaksAfter = held;
    held = undefined;
    return { to: target, breaksAfter };
  });
  return {
    endpoint: proxy.endpoint,
    calls,
    actions: () => [...new Set(calls.map(({ action }) => action))].sort(),
    ranges,
    to(next) {
      target = next.endpoint;
      answered = [];
    },
    refuse(action, code = "AccessDenied", where = () => true) {
      answered.push({ action, where, answer: (call) => refusal(call, code) });
    },
    holdUp(action, bytes) {
      let letGo = () => {};
      held = { action, bytes, when: new Promise((resolve) => (letGo = resolve)) };
      return () => letGo();
    },
    answer(action, document) {
      const [type, body] =
        typeof document === "string"
          ? ["text/xml", document]
          : ["application/x-amz-json-1.1", JSON.stringify(document)];
      const answer = { status: 200, headers: { "content-type": type }, body };
      answered.push({ action, where: () => true, answer: () => answer });
    },
    stop: () => proxy.stop(),
  };
}

function made({ action, region }: Call, incoming: IncomingMessage, body: Buffer): Made {
  const cluster = /"cluster":"([^"]+)"/.exec(body.toString())?.[1];
  return {
    // "Actions defined by Amazon SQS": a batch is allowed by the action of one.
    action: action.startsWith("sqs:") ? action.replace(/Batch$/, "") : action,
    resource: resourceOf(action.replace(/Batch$/, ""), region, incoming, body),
    cluster: cluster === undefined ? "" : `arn:aws:ecs:${region}:123456789012:cluster/${cluster}`,
  };
}
