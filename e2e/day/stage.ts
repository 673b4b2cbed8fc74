import { ListObjectsV2Command, PutObjectCommand } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Emulator } from "../../emulator/emulator";
import { bucketName, namesOf, type Names } from "../../constructs/names";
import type { UserProject } from "../project";
import { Api } from "./aws/api";
import { Day, type DayOptions } from "./day";
import { onDemand, setKeys, type Deployed } from "./deployed";
import type { Film } from "./worker";

/** What a scenario has at hand: a day around a copy of the account, and what people do with the stacks in it. */
export class Stage {
  /** Keys of the videos that were submitted, by stack, with their films and when: milliseconds since 1970. */
  readonly submitted: {
    readonly stack: string;
    readonly video: string;
    readonly film: Film;
    readonly at: number;
  }[] = [];
  /** Milliseconds since 1970. */
  readonly began: number;

  private readonly changed = new Map<string, string>();

  private constructor(
    readonly emulator: Emulator,
    readonly day: Day,
    /** The folder that the stacks were deployed from; its Terraform sees this copy. */
    readonly project: UserProject,
    private readonly deployed: Deployed,
  ) {
    this.began = day.clock.now;
  }

  /** @param prepare what is changed by hand in the copy of the account before the day begins */
  static async set(
    deployed: Deployed,
    { options = {}, stacks = [onDemand] }: { readonly options?: DayOptions; readonly stacks?: readonly string[] } = {},
    prepare: (account: Api) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Stage> {
    const copy = await (await deployed.account(stacks)).fork();
    await prepare(new Api({ endpoint: copy.endpoint, region: "us-west-2", accessKeyId: "emulator" }));
    const day = await Day.begin(copy, options);
    return new Stage(copy, day, deployed.project.at(day.endpoint), deployed);
  }

  /** Other keys in a model's YAML, and the stack synthesized with them, until the stage is struck. */
  async changeModel(stack: string, keys: Readonly<Record<string, string | number>>): Promise<void> {
    await this.deployed.settled();
    const file = path.join(this.project.folder, "models", `${stack}.yaml`);
    if (!this.changed.has(file)) this.changed.set(file, readFileSync(file, "utf8"));
    setKeys(this.project, stack, keys);
    await this.project.cdktf("synth");
  }

  async strike(): Promise<void> {
    for (const [file, before] of this.changed) writeFileSync(file, before);
    if (this.changed.size > 0) await this.project.cdktf("synth");
    await this.day.end();
    await this.emulator.stop();
  }

  /** As the client does: uploads a video, then sends its message. */
  async submit(film: Film, stack = onDemand): Promise<string> {
    const video = `dives/${this.submitted.length}.mp4`;
    this.submitted.push({ stack, video, film, at: this.day.clock.now });
    const { s3, sqs } = this.day.people;
    await s3.send(new PutObjectCommand({ Bucket: bucketOf(stack, "video"), Key: video, Body: JSON.stringify(film) }));
    const message = {
      video,
      clean: film.clean ? "True" : "False",
      user_name: "me",
      job_name: "day",
      metadata_b64: "e30=",
    };
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: namesOf(stack).videoQueue,
        MessageBody: JSON.stringify(message),
        MessageGroupId: video,
      }),
    );
    return video;
  }

  /** How often workers took a video. */
  tries(video: string): number {
    return this.day.log.taken.filter((take) => take.video === video).length;
  }

  /** Every video that was submitted has come to its end, as far as the counts of the queues tell. */
  isWorkedOff(stack = onDemand): boolean {
    const counts = this.day.queues.counts.get(namesOf(stack).videoQueue);
    return counts !== undefined && counts.visible + counts.notVisible + counts.delayed === 0;
  }

  isAtZero(stack = onDemand): boolean {
    const { group } = namesOf(stack);
    return !this.day.fleet.present.some((instance) => instance.group === group);
  }

  /** Until all is worked off and the fleet is at zero, or `stop`; false: it is not, after so many minutes. */
  playToTheEnd(minutes: number, stop = () => false, stack = onDemand): Promise<boolean> {
    const isOver = () => this.day.log.taken.length > 0 && this.isWorkedOff(stack) && this.isAtZero(stack);
    return this.day.run(() => stop() || isOver(), minutes);
  }

  /** What came out: keys of the results, and videos of the track and the dead queue. */
  async outcome(stack = onDemand) {
    const names: Names = namesOf(stack);
    const { s3 } = this.day.people;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucketOf(stack, "track") }));
    return {
      results: Contents.map(({ Key = "" }) => Key),
      reported: await this.videosIn(names.trackQueue),
      dead: await this.videosIn(names.deadQueue),
    };
  }

  private async videosIn(QueueUrl: string): Promise<string[]> {
    const videos: string[] = [];
    for (;;) {
      const ask = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 });
      const { Messages = [] } = await this.day.people.sqs.send(ask);
      if (Messages.length === 0) return videos.sort();
      videos.push(...Messages.map(({ Body = "" }) => (JSON.parse(Body) as { video: string }).video));
    }
  }
}

export const bucketOf = (stack: string, purpose: "video" | "track"): string =>
  bucketName(stack, purpose, "123456789012", "us-west-2");
