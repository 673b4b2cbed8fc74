import type { IncomingMessage } from "node:http";
import { actionOf } from "../../operate/call";
import { refusal } from "../../operate/refusal";
import { startProxy, type Proxy } from "../../proxy";
import { askedBy, type Lookup, type Place } from "../iam/asked";
import type { Judge } from "../iam/judge";
import { parametersOf, type Parameters } from "../iam/parameters";

/** A call that AWS has carried out. */
export interface Done {
  readonly action: string;
  readonly parameters: Parameters;
  readonly body: Buffer;
  /** ARN of the role that called; undefined: a person. */
  readonly role?: string;
}

/** What AWS does not let a role do. */
export interface Refused {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

/**
 * The front door: every call of functions, agents, workers and people comes through here. A role's call that its policies
 * do not allow is refused, as AWS would; a call that was carried out is told to those who listen.
 */
export class Gateway {
  readonly onDone: ((done: Done) => void)[] = [];
  readonly onRefused: ((refused: Refused) => void)[] = [];
  private readonly roleOfKey = new Map<string, string>();
  private proxy: Proxy | undefined;

  constructor(
    private readonly target: string,
    private readonly place: Place,
    private readonly judge: Judge,
    private readonly lookup: Lookup,
  ) {}

  async open(): Promise<string> {
    this.proxy = await startProxy((incoming, body) => this.treat(incoming, body));
    return this.proxy.endpoint;
  }

  close(): Promise<void> {
    return this.proxy?.stop() ?? Promise.resolve();
  }

  /** An access key with which a call is the role's. */
  keyOf(roleArn: string): string {
    const known = [...this.roleOfKey].find(([, arn]) => arn === roleArn)?.[0];
    const key = known ?? `ASIA${String(this.roleOfKey.size).padStart(16, "0")}`;
    this.roleOfKey.set(key, roleArn);
    return key;
  }

  private async treat(incoming: IncomingMessage, body: Buffer) {
    const call = actionOf(incoming, body);
    const parameters = parametersOf(call, incoming, body);
    const role = this.roleOfKey.get(/Credential=([^/]+)\//.exec(incoming.headers.authorization ?? "")?.[1] ?? "");
    if (role !== undefined) {
      for (const asked of await askedBy(call.action, parameters, this.place, this.lookup)) {
        if (await this.judge.allows(role, asked)) continue;
        const refused = { role, action: asked.action, resource: asked.resource };
        this.onRefused.forEach((listener) => listener(refused));
        return { answer: refusal(call, "AccessDenied") };
      }
    }
    return {
      to: this.target,
      heard: ({ status, body: answered }: { status: number; body: Buffer }) => {
        if (status >= 300) return;
        const done = { action: call.action, parameters, body: answered, ...(role !== undefined && { role }) };
        this.onDone.forEach((listener) => listener(done));
      },
    };
  }
}
