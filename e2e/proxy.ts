import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a proxy answers by itself. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** What to do with a call: answer it, or pass it on and perhaps look at what came back. */
export type Treatment = { readonly answer: Answer } | Onward;

interface Onward {
  readonly to: string;
  readonly heard?: (passed: Passed) => void;
  /** Bytes of the answer's body after which nothing more comes, and what the connection then waits for to end. */
  readonly breaksAfter?: { readonly bytes: number; readonly when: Promise<void> };
}

export interface Passed {
  readonly status: number;
  readonly body: Buffer;
}

export interface Proxy {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** A server on loopback that hands each call to `treat`, with its whole body. */
export async function startProxy(
  treat: (incoming: IncomingMessage, body: Buffer) => Treatment | Promise<Treatment>,
): Promise<Proxy> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await bodyOf(incoming);
      const treatment = await treat(incoming, body);
      if ("answer" in treatment) reply(outgoing, treatment.answer);
      else forward(treatment, incoming, body, outgoing);
    })().catch((error: unknown) => outgoing.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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
  // As the emulator does: a connection that is kept may end just when its next call comes.
  outgoing.writeHead(status, { ...headers, connection: "close" });
  outgoing.end(body);
}

/** With the caller's own Host, so that URLs in the answer, such as a queue's, lead here again. */
function forward(
  { to, heard, breaksAfter }: Onward,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): void {
  const { hostname, port } = new URL(to);
  const { method, url, headers } = incoming;
  const onward = request({ hostname, port, method, path: url, headers }, (response) => {
    const status = response.statusCode ?? 500;
    outgoing.writeHead(status, response.headers);
    response.on("error", () => outgoing.destroy());
    if (heard === undefined && breaksAfter === undefined) return void response.pipe(outgoing);
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () => {
      const whole = Buffer.concat(chunks);
      heard?.({ status, body: whole });
      if (breaksAfter === undefined) outgoing.end(whole);
      else {
        outgoing.write(whole.subarray(0, breaksAfter.bytes));
        void breaksAfter.when.then(() => outgoing.destroy());
      }
    });
  });
  onward.on("error", () => outgoing.destroy());
  onward.end(body);
}
