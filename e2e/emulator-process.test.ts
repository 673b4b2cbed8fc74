import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { ECSClient, UpdateContainerAgentCommand } from "@aws-sdk/client-ecs";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { DescribeParametersCommand, GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { projectFolder } from "../emulator/place";
import { reach } from "./account";
import { describeEmulated } from "./needs";

describeEmulated("the emulator's process", () => {
  const started: Emulator[] = [];
  const start = async () => {
    const emulator = await startEmulator();
    started.push(emulator);
    return emulator;
  };
  afterAll(() => Promise.all(started.map((emulator) => emulator.stop())));

  const QueueUrl = "videos.fifo";
  const receive = async (emulator: Emulator) => {
    const { Messages = [] } = await new SQSClient(reach(emulator)).send(new ReceiveMessageCommand({ QueueUrl }));
    return Messages.map(({ Body }) => Body);
  };

  test("a copy has all that was there, and what happens in one is not seen in the other", async () => {
    const emulator = await start();
    const sqs = new SQSClient(reach(emulator));
    const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "7200" };
    await sqs.send(new CreateQueueCommand({ QueueName: QueueUrl, Attributes }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "dive", MessageGroupId: "1" }));

    const copy = await emulator.fork();
    expect(await receive(copy)).toEqual(["dive"]);
    expect(await receive(emulator)).toEqual(["dive"]);
    await copy.stop();
    await expect(receive(copy)).rejects.toThrow("ECONNREFUSED");
  });

  test("copies that are made at once, and copies of copies, end each by itself", async () => {
    const emulator = await start();
    const copies = await Promise.all([1, 2, 3, 4].map(() => emulator.fork()));
    const ofCopies = await Promise.all(copies.map((copy) => copy.fork()));
    for (const copy of copies) {
      await copy.stop();
      expect(await answers(copy.endpoint)).toBe(false);
    }
    for (const copy of [...ofCopies, emulator]) expect(await answers(copy.endpoint)).toBe(true);
    await Promise.all(ofCopies.map((copy) => copy.stop()));
  });

  test("its clock can go ahead, so that a visibility timeout of hours passes", async () => {
    const emulator = await start();
    const sqs = new SQSClient(reach(emulator));
    const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true", VisibilityTimeout: "7200" };
    await sqs.send(new CreateQueueCommand({ QueueName: QueueUrl, Attributes }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "dive", MessageGroupId: "1" }));
    expect(await receive(emulator)).toEqual(["dive"]);
    expect(await emulator.advance(7000)).toBe(7000);
    expect(await receive(emulator)).toEqual([]);
    expect(await emulator.advance(201)).toBe(7201);
    expect(await receive(emulator)).toEqual(["dive"]);
  });

  test("while one caller waits for a message, others are answered; their message ends the wait", async () => {
    const emulator = await start();
    const sqs = new SQSClient(reach(emulator));
    await sqs.send(new CreateQueueCommand({ QueueName: QueueUrl, Attributes: { FifoQueue: "true" } }));
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    const began = Date.now();
    const message = { MessageBody: "dive", MessageGroupId: "1", MessageDeduplicationId: "1" };
    await sqs.send(new SendMessageCommand({ QueueUrl, ...message }));
    expect((await waiting).Messages).toHaveLength(1);
    expect(Date.now() - began).toBeLessThan(15_000);
  });

  test("while one caller waits for a message that its group holds back, others are answered; the group's end ends the wait", async () => {
    const emulator = await start();
    const sqs = new SQSClient(reach(emulator));
    const Attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
    await sqs.send(new CreateQueueCommand({ QueueName: QueueUrl, Attributes }));
    for (const MessageBody of ["first", "second"])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageGroupId: "1" }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    let waits = true;
    const waiting = sqs
      .send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
      .finally(() => (waits = false));
    for (let others = 0; others < 5; others++) await sqs.send(new ListQueuesCommand({}));
    expect(waits).toBe(true);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages?.[0]?.ReceiptHandle }));
    expect((await waiting).Messages).toMatchObject([{ Body: "second" }]);
  });

  test("callers at once do not disturb each other", async () => {
    const ssm = new SSMClient(reach(await start()));
    const names = Array.from({ length: 60 }, (_, index) => `/parameters/${index}`);
    const answers = await Promise.all(
      names.flatMap((Name) => [
        ssm.send(new PutParameterCommand({ Name, Value: "1", Type: "String" })),
        ssm.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: "Name", Values: [Name] }] })),
      ]),
    );
    expect(answers.map(({ $metadata }) => $metadata.httpStatusCode)).toEqual(answers.map(() => 200));
  });

  test("it knows the public parameter of the AMI for GPU instances", async () => {
    const Name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id";
    const ssm = new SSMClient(reach(await start()));
    expect((await ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value).toMatch(/^ami-[0-9a-f]{17}$/);
  });

  test("what it cannot do, it says at once", async () => {
    const ecs = new ECSClient(reach(await start()));
    await expect(ecs.send(new UpdateContainerAgentCommand({ containerInstance: "i" }))).rejects.toMatchObject({
      name: "NotImplementedException",
      $metadata: { httpStatusCode: 501 },
    });
  });

  test("an answer arrives in one piece, so that no client can let go of it half way", async () => {
    const { endpoint } = await start();
    const body = "Action=DescribeVpcs&Version=2016-11-15";
    const request = `${head(body)}\r\n\r\n${body}`;
    for (let time = 1; time <= 20; time++) {
      const pieces = await said(endpoint, request);
      expect(pieces).toEqual([expect.stringMatching(/^HTTP\/1.1 200 OK\r\n[^]+<\/DescribeVpcsResponse>$/)]);
    }
  });

  test("who asks whether to go on is told so once, before anything else", async () => {
    const { endpoint } = await start();
    const body = "Action=DescribeVpcs&Version=2016-11-15";
    const pieces = await said(endpoint, `${head(body)}\r\nExpect: 100-continue\r\n\r\n`, body);
    expect(pieces).toEqual(["HTTP/1.1 100 Continue\r\n\r\n", expect.stringMatching(/^HTTP\/1.1 200 OK\r\n/)]);
  });

  test("it ends with the program that started it, however that ends", async () => {
    const program = spawn("node", ["run.cjs", "emulator/start.ts", "0"], {
      cwd: projectFolder(),
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [line] = (await once(program.stdout, "data")) as [Buffer];
    const endpoint = /AWS_ENDPOINT_URL=(\S+)/.exec(line.toString())?.[1] ?? "";
    expect((await fetch(endpoint)).ok).toBe(true);
    program.kill("SIGKILL");
    await once(program, "close");
    while (await answers(endpoint)) await wait(100);
  });

  const head = (body: string) =>
    `POST / HTTP/1.1
Host: ec2.us-west-2.amazonaws.com
Authorization: AWS4-HMAC-SHA256 Credential=emulator/20260101/us-west-2/ec2/aws4_request
Content-Type: application/x-www-form-urlencoded
Content-Length: ${body.length}`.replaceAll("\n", "\r\n");

  /** What comes back on one connection, as it arrives; after each piece the next of the words is sent. */
  const said = async (endpoint: string, ...words: string[]) => {
    const { hostname, port } = new URL(endpoint);
    const socket = connect(Number(port), hostname);
    const pieces: string[] = [];
    const say = () => socket.write(words.shift() ?? "");
    socket.setEncoding("utf8").on("connect", say);
    socket.on("data", (piece: string) => {
      pieces.push(piece);
      if (words.length > 0) say();
    });
    await once(socket, "end");
    return pieces;
  };

  const answers = (endpoint: string) =>
    fetch(endpoint).then(
      () => true,
      () => false,
    );
});
