import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { reach } from "./account";
import { describeEmulated } from "./needs";

describeEmulated("the emulator's FIFO queues behave as SQS's", () => {
  let emulator: Emulator;
  let sqs: SQSClient;
  const fifo = { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "60" };

  beforeEach(async () => {
    emulator = await startEmulator();
    sqs = new SQSClient(reach(emulator));
    await sqs.send(new CreateQueueCommand({ QueueName: "dead.fifo", Attributes: fifo }));
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: "dead.fifo", AttributeNames: ["QueueArn"] }),
    );
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 2 });
    await sqs.send(new CreateQueueCommand({ QueueName: "video.fifo", Attributes: { ...fifo, RedrivePolicy } }));
  });
  afterEach(() => emulator.stop());

  const send = (MessageBody: string, MessageGroupId: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl: "video.fifo", MessageBody, MessageGroupId }));
  const receive = async (QueueUrl = "video.fifo", MaxNumberOfMessages = 1) => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages }));
    return Messages.map(({ Body }) => Body);
  };

  test("groups are worked off beside each other; within one, what is in flight holds back the next", async () => {
    await send("a1", "a");
    await send("a2", "a");
    await send("b1", "b");
    expect(await receive()).toEqual(["a1"]);
    expect(await receive()).toEqual(["b1"]);
    expect(await receive()).toEqual([]);
  });

  test("what comes back after its visibility timeout comes in order", async () => {
    await send("a1", "a");
    await send("a2", "a");
    expect(await receive("video.fifo", 10)).toEqual(["a1", "a2"]);
    await emulator.advance(61);
    expect(await receive()).toEqual(["a1"]);
  });

  test("the same body counts once", async () => {
    await send("a1", "a");
    await send("a1", "a");
    expect(await receive("video.fifo", 10)).toEqual(["a1"]);
  });

  test("after two tries a message is dead", async () => {
    await send("poison", "a");
    for (let tries = 0; tries < 2; tries++) {
      expect(await receive()).toEqual(["poison"]);
      await emulator.advance(61);
    }
    expect(await receive()).toEqual([]);
    expect(await receive("dead.fifo")).toEqual(["poison"]);
  });
});
