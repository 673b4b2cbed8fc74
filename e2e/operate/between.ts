import type { Emulator } from "../../emulator/emulator";
import { startProxy, type Answer } from "../proxy";
import { actionOf, type Call } from "./call";
import { refusal } from "./refusal";

/** Stands between a command and the emulator: notes each call and answers some itself, as AWS might. */
export interface Between {
  readonly endpoint: string;
  /** IAM actions of all calls so far, such as `ec2:DescribeVpcs`. */
  readonly actions: Set<string>;
  /** Passes calls on to this emulator from now on, and forgets what it was to answer itself. */
  to(emulator: Emulator): void;
  /** Answers an action with this document, of the query protocol, from now on. */
  answer(action: string, xml: string): void;
  /** Refuses an action from now on, by default for want of the permission. */
  refuse(action: string, code?: string, where?: (call: Call) => boolean): void;
  stop(): Promise<void>;
}

interface Answered {
  readonly action: string;
  readonly where: (call: Call) => boolean;
  readonly answer: (call: Call) => Answer;
}

export async function standBetween(emulator: Emulator): Promise<Between> {
  let target = emulator.endpoint;
  let answered: Answered[] = [];
  const actions = new Set<string>();

  const proxy = await startProxy((incoming, body) => {
    const call = actionOf(incoming, body);
    actions.add(call.action);
    const match = answered.find(({ action, where }) => action === call.action && where(call));
    return match ? { answer: match.answer(call) } : { to: target };
  });
  return {
    endpoint: proxy.endpoint,
    actions,
    to(next) {
      target = next.endpoint;
      answered = [];
    },
    refuse(action, code = "AccessDenied", where = () => true) {
      answered.push({ action, where, answer: (call) => refusal(call, code) });
    },
    answer(action, xml) {
      const answer = { status: 200, headers: { "content-type": "text/xml" }, body: xml };
      answered.push({ action, where: () => true, answer: () => answer });
    },
    stop: () => proxy.stop(),
  };
}
