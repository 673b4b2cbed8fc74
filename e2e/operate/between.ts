import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulator } from "../../emulator/emulator";
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

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export async function standBetween(emulator: Emulator): Promise<Between> {
  let target = emulator.endpoint;
  let answered: Answered[] = [];
  const actions = new Set<string>();

  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const call = actionOf(incoming, body);
      actions.add(call.action);
      const match = answered.find(({ action, where }) => action === call.action && where(call));
      if (match) reply(outgoing, match.answer(call));
      else forward(target, incoming, body, outgoing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reply(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}

/** With the caller's own Host, so that URLs in the answer, such as a queue's, lead here again. */
function forward(target: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
  const { hostname, port } = new URL(target);
  const { method, url, headers } = incoming;
  const onward = request({ hostname, port, method, path: url, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 500, response.headers);
    response.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  onward.end(body);
}
