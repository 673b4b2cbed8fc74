import { CreateLogStreamCommand, PutLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DeployedFunction } from "../../lambda/deployed";
import { FunctionProcess, type Invocation } from "../../lambda/process";
import type { Emulator } from "../../../emulator/emulator";
import type { DayClock } from "../clock";
import type { Judge } from "../iam/judge";
import type { Journal } from "../journal";
import type { Api } from "./api";
import type { Metrics } from "./metrics";

interface Deployed {
  readonly code: DeployedFunction;
  readonly name: string;
  readonly idle: FunctionProcess[];
  readonly api: Api;
  readonly stream: string;
}

/** Lambda: runs deployed functions with their own roles, each invocation in an environment that is warm or new. */
export class Functions {
  /** Invocations and errors of the running minute, by function. */
  private readonly counts = new Map<string, { Invocations: number; Errors: number }>();
  private readonly deployed = new Map<string, Promise<Deployed | undefined>>();
  private policies: Record<string, Promise<{ Policy: string } | undefined>> = {};
  private readonly processes: FunctionProcess[] = [];
  private readonly codes: DeployedFunction[] = [];

  constructor(
    private readonly emulator: Emulator,
    private readonly api: Api,
    private readonly clock: DayClock,
    private readonly judge: Judge,
    private readonly metrics: Metrics,
    private readonly journal: Journal,
    private readonly apiOf: (roleArn: string) => Api,
  ) {}

  /** Somebody has changed a function: the next invocation starts anew, what runs goes on. */
  forget(): void {
    this.deployed.clear();
    this.policies = {};
  }

  /** Invokes it by `asker`, if the function's own policy lets that service. Returns when the function waits or has ended. */
  async invoke(
    arn: string,
    event: object,
    asker: { readonly service: string; readonly arn: string; readonly name: string },
  ) {
    const name = arn.split(":").at(-1) ?? "";
    this.policies[name] ??= this.api.lambda<{ Policy: string }>(`/2015-03-31/functions/${name}/policy`);
    const policy = await this.policies[name];
    const asked = { action: "lambda:InvokeFunction", resource: arn, context: { "aws:SourceArn": asker.arn } };
    if (!(await this.judge.serviceMay(asker.service, asked, policy?.Policy)))
      return this.journal.trouble(`${asker.service} may not invoke ${name} for ${asker.name}`);
    const found = await this.find(arn, name);
    if (found === undefined)
      return this.journal.trouble(`${asker.name} names the function ${name}, which is not there`);
    return this.clock.strand((wait) => this.run(found, event, wait));
  }

  private async run(deployed: Deployed, event: object, wait: (seconds: number) => Promise<void>): Promise<void> {
    const { code, name, idle } = deployed;
    const process = idle.pop() ?? this.start(deployed);
    const span = { now: this.clock.now, remainingMilliseconds: code.timeoutSeconds * 1000 };
    const ended = await process.invoke(event, span, async (milliseconds, at) => {
      // Until the function's own time to wake: what it took until now, on however slow a machine, stood still here. Of that
      // time it reads its clock some milliseconds before it waits, which are not to matter.
      await wait(Math.round((at + milliseconds - this.clock.now) / 100) / 10);
      return this.clock.now;
    });
    idle.push(process);
    await this.write(deployed, ended);
    const counts = this.counts.get(name) ?? { Invocations: 0, Errors: 0 };
    this.counts.set(name, counts);
    counts.Invocations++;
    if (ended.error === undefined) return;
    counts.Errors++;
    this.journal.trouble(`the function ${name} failed: ${[...ended.lines, ended.error.split("\n")[0]].join(" ")}`);
  }

  /** What the function printed: to its log, by its own role, and the metrics among it to CloudWatch. */
  private async write({ name, api, stream }: Deployed, { lines }: Invocation): Promise<void> {
    for (const line of lines.filter((one) => !one.includes('"_aws"'))) this.journal.note(`${name}: ${line}`);
    if (lines.length === 0) return;
    const log = { logGroupName: `/aws/lambda/${name}`, logStreamName: stream };
    const events = lines.map((message) => ({ message, timestamp: this.clock.now }));
    try {
      await api.logs.send(new PutLogEventsCommand({ ...log, logEvents: events }));
    } catch (error) {
      this.journal.trouble(`${name} cannot write its log ${log.logGroupName}: ${(error as Error).message}`);
    }
    for (const line of lines) await this.publishEmbedded(line);
  }

  /** CloudWatch's embedded metric format ("Specification: Embedded metric format"). */
  private async publishEmbedded(line: string): Promise<void> {
    const { _aws: embedded, ...values } = JSON.parse(line) as Record<string, unknown> & {
      _aws?: { CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[] };
    };
    for (const { Namespace, Dimensions, Metrics } of embedded?.CloudWatchMetrics ?? []) {
      for (const names of Dimensions) {
        const dimensions = Object.fromEntries(names.map((name) => [name, String(values[name])]));
        const counted = Object.fromEntries(Metrics.map(({ Name }) => [Name, Number(values[Name])]));
        await this.metrics.publish(Namespace, dimensions, counted, Math.floor(this.clock.now / 60_000) * 60_000);
      }
    }
  }

  /** The metrics of the minute that has just ended. */
  async publish(minute: number): Promise<void> {
    for (const [FunctionName, counts] of this.counts)
      await this.metrics.publish("AWS/Lambda", { FunctionName }, { ...counts }, minute);
    this.counts.clear();
  }

  private start({ code, api }: Deployed): FunctionProcess {
    const { endpoint, accessKeyId } = api.caller;
    const process = new FunctionProcess(code, {
      ...this.emulator.environment,
      ...code.environmentAt(endpoint),
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
    });
    this.processes.push(process);
    return process;
  }

  private find(arn: string, name: string): Promise<Deployed | undefined> {
    const known = this.deployed.get(arn) ?? this.load(name);
    this.deployed.set(arn, known);
    return known;
  }

  private async load(name: string): Promise<Deployed | undefined> {
    const code = await DeployedFunction.of(this.emulator, name).catch(() => undefined);
    if (code === undefined) return undefined;
    this.codes.push(code);
    if (!(await this.judge.mayAssume("lambda.amazonaws.com", code.roleArn)))
      this.journal.trouble(`lambda.amazonaws.com may not assume ${code.roleArn}, the role of ${name}`);
    const api = this.apiOf(code.roleArn);
    const stream = `stream-${this.codes.length}`;
    const log = { logGroupName: `/aws/lambda/${name}`, logStreamName: stream };
    await api.logs
      .send(new CreateLogStreamCommand(log))
      .catch((error: Error) => this.journal.trouble(`${name} cannot open its log: ${error.message}`));
    return { code, name, idle: [], api, stream };
  }

  stop(): void {
    this.processes.forEach((process) => process.stop());
    this.codes.forEach((code) => code.remove());
  }
}
