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
  /** Passes calls on to this emulator from now on, and forgets what it was to refuse. */
  to(emulator: Emulator): void;
  /** Refuses an action from now on, by default for want of the permission. */
  refuse(action: string, code?: string, where?: (call: Call) => boolean): void;
  stop(): Promise<void>;
}

interface Refused {
  readonly action: string;
  readonly code: string;
  readonly where: (call: Call) => boolean;
}

export async function standBetween(emulator: Emulator): Promise<Between> {
  let target = emulator.endpoint;
  let refused: Refused[] = [];
  const actions = new Set<string>();

  const server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const call = actionOf(incoming, body);
      actions.add(call.action);
      const match = refused.find(({ action, where }) => action === call.action && where(call));
      if (match) answer(outgoing, refusal(call, match.code));
      else forward(target, incoming, body, outgoing);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    actions,
    to(next) {
      target = next.endpoint;
      refused = [];
    },
    refuse(action, code = "AccessDenied", where = () => true) {
      refused.push({ action, code, where });
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

function answer(outgoing: ServerResponse, { status, headers, body }: ReturnType<typeof refusal>): void {
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
