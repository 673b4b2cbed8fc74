import { GetBucketNotificationConfigurationCommand } from "@aws-sdk/client-s3";
import type { Emulator } from "../../emulator/emulator";
import { typicalPhysics, type Physics } from "../../forecast/constants";
import { lookupIn, policyOf } from "./aws/account";
import { Alarms } from "./aws/alarms";
import { Api } from "./aws/api";
import { Fleet, type Bad } from "./aws/fleet";
import { Functions } from "./aws/functions";
import { Gateway, type Done } from "./aws/gateway";
import { Groups } from "./aws/groups";
import { Metrics } from "./aws/metrics";
import { Queues } from "./aws/queues";
import { Rules } from "./aws/rules";
import { DayClock } from "./clock";
import { Judge } from "./iam/judge";
import { textOf } from "./iam/parameters";
import { Journal } from "./journal";
import { Timeline } from "./timeline";
import type { WorkLog } from "./worker";

const place = { region: "us-west-2", account: "123456789012" };

export interface DayOptions {
  readonly physics?: Partial<Physics>;
  readonly bad?: Partial<Bad>;
  readonly isBroken?: (image: string) => boolean;
}

/**
 * A day of AWS around whatever is deployed in an emulator: this plays what AWS does by itself, and names nothing of any stack.
 * Metrics, alarms and step scaling; rules, schedules and functions; instances, agents and tasks; and what IAM lets each role do.
 */
export class Day {
  readonly log: WorkLog = { taken: [], finished: [] };
  readonly journal: Journal;
  readonly timeline = new Timeline();
  /** As a person: through the gateway, where everything is seen and nothing refused. */
  readonly people: Api;
  private changed = true;
  /** What S3 is about to tell: no time passes before it has. */
  private announced: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly clock: DayClock,
    readonly endpoint: string,
    readonly judge: Judge,
    readonly fleet: Fleet,
    readonly rules: Rules,
    readonly alarms: Alarms,
    readonly queues: Queues,
    private readonly gateway: Gateway,
    private readonly functions: Functions,
    journal: Journal,
    log: WorkLog,
    startMinutes: (day: Day) => void,
  ) {
    this.journal = journal;
    this.log = log;
    this.people = new Api({ endpoint, region: place.region, accessKeyId: "emulator" });
    startMinutes(this);
  }

  static async begin(emulator: Emulator, options: DayOptions = {}): Promise<Day> {
    const physics = { ...typicalPhysics, ...options.physics };
    const clock = await DayClock.of(emulator);
    const journal = new Journal(() => clock.now);
    const log: WorkLog = { taken: [], finished: [] };
    const api = new Api({ endpoint: emulator.endpoint, region: place.region, accessKeyId: "emulator" });
    const judge = new Judge(api, place, (resource) => policyOf(api, resource));
    const gateway = new Gateway(emulator.endpoint, place, judge, lookupIn(api, place));
    const endpoint = await gateway.open();
    const apis = new Map<string, Api>();
    const apiOf = (role: string): Api => {
      const known = apis.get(role) ?? new Api({ endpoint, region: place.region, accessKeyId: gateway.keyOf(role) });
      apis.set(role, known);
      return known;
    };
    const metrics = new Metrics(api);
    const queues = new Queues(api, clock, metrics);
    const functions = new Functions(emulator, api, clock, judge, metrics, journal, apiOf);
    const rules = new Rules(api, clock, journal, place, (arn, event, { Arn, Name }) =>
      functions.invoke(arn, event, { service: "events.amazonaws.com", arn: Arn, name: `the rule ${Name}` }),
    );
    const isBroken = options.isBroken ?? (() => false);
    const groups: Groups = new Groups(api, clock, metrics, journal, (id) => fleet.launchedAt(id));
    const world = { clock, judge, journal, physics, log, apiOf, api, isBroken };
    const fleet = new Fleet(
      world,
      { neverRegister: [], ...options.bad },
      () => groups.all(),
      (event) => rules.publish(event, physics.ecsEvent),
    );
    const alarms = new Alarms(api, clock, metrics, async (arn, alarm, value, entered) => {
      if (arn.includes(":scalingPolicy:")) {
        day.changed = true;
        if (await groups.scale(arn, alarm, value)) return;
        journal.trouble(`the alarm ${alarm.AlarmName} acts on ${arn}, and there is no such scaling policy`);
      } else if (entered && arn.includes(":sns:")) {
        const asked = { action: "sns:Publish", resource: arn, context: { "aws:SourceAccount": place.account } };
        if (await judge.serviceMay("cloudwatch.amazonaws.com", asked, await policyOf(api, arn))) return;
        journal.trouble(`cloudwatch.amazonaws.com may not publish to ${arn} for the alarm ${alarm.AlarmName}`);
      }
    });
    gateway.onRefused.push(({ role, action, resource }) =>
      journal.trouble(`the role ${role.split("/").at(-1)} may not ${action} on ${resource}`),
    );
    const day = new Day(
      clock,
      endpoint,
      judge,
      fleet,
      rules,
      alarms,
      queues,
      gateway,
      functions,
      journal,
      log,
      (self) => {
        clock.eachMinute(0, async () => {
          const minute = clock.now - 60_000;
          await queues.publish(minute);
          await groups.publish(minute);
          await functions.publish(minute);
          await rules.tick();
          self.changed = true;
        });
        clock.eachMinute(physics.metricPublish, async () => {
          await alarms.evaluate();
          self.changed = true;
        });
      },
    );
    gateway.onDone.push((done) => day.hear(done, api, physics));
    return day;
  }

  /** Lets time pass until `done`, or for so many minutes at most. Returns whether it was done. */
  run(done: () => boolean, minutes: number): Promise<boolean> {
    return this.clock.run(done, minutes * 60, async () => {
      await this.announced;
      if (!this.changed) return;
      this.changed = false;
      await this.fleet.look();
      await this.queues.look();
      this.timeline.remember(this);
    });
  }

  private hear(done: Done, api: Api, physics: Physics): void {
    this.queues.hear(done);
    const { action, parameters, role } = done;
    if (/^iam:/.test(action)) this.judge.forget();
    if (/^events:/.test(action) && role === undefined) this.rules.forget();
    if (/^lambda:/.test(action)) this.functions.forget();
    if (/^(ecs|autoscaling|ec2|sqs):/.test(action) && !/:(Describe|Get|List)/.test(action)) this.changed = true;
    if (action === "autoscaling:TerminateInstanceInAutoScalingGroup")
      this.witness(textOf(parameters, "InstanceId"), role);
    if (action === "s3:PutObject" && textOf(parameters, "Key") !== "")
      this.announced = Promise.all([
        this.announced,
        this.announce(api, textOf(parameters, "Bucket"), textOf(parameters, "Key"), physics.ecsEvent),
      ]);
  }

  /** No instance with a running worker may ever be ended by one of the stack's own roles. */
  private witness(instanceId: string, role: string | undefined): void {
    const busy = [...(this.fleet.instances.get(instanceId)?.tasks.values() ?? [])].filter(({ lives }) => lives);
    if (busy.length > 0) this.journal.trouble(`${role} ended ${instanceId} on which ${busy.length} workers ran`);
  }

  /** S3 tells EventBridge of a new object, where the bucket is set to. */
  private async announce(api: Api, Bucket: string, key: string, seconds: number): Promise<void> {
    const set = await api.s3.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    if (set.EventBridgeConfiguration === undefined) return;
    const detail = { bucket: { name: Bucket }, object: { key } };
    this.rules.publish({ source: "aws.s3", "detail-type": "Object Created", detail }, seconds);
  }

  async end(): Promise<void> {
    await this.announced.catch(() => undefined);
    this.functions.stop();
    await this.gateway.close();
  }
}
