/** A message in the dead-letter queue. */
export interface Letter {
  readonly id: string;
  /** For deleting it, as long as it is hidden from others. */
  readonly receipt: string;
  readonly groupId: string;
  readonly body: string;
  /** Key in the video bucket; undefined when the body is none of the client's. */
  readonly video?: string;
  readonly job?: string;
  /**
   * Milliseconds since 1970: when it came here. In FIFO queues a move starts a message's time anew ("Using dead-letter
   * queues in Amazon SQS").
   */
  readonly deadSince: number;
  /** `tries`: SQS moved it here after the last try. `sent`: a worker that gave up, or the client's shutdown, put it here. */
  readonly origin: "tries" | "sent";
}

/** What is read here of a message as SQS answers it. */
export interface Received {
  readonly MessageId?: string;
  readonly ReceiptHandle?: string;
  readonly Body?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
}

export function letterOf({ MessageId = "", ReceiptHandle = "", Body = "", Attributes = {} }: Received): Letter {
  return {
    id: MessageId,
    receipt: ReceiptHandle,
    groupId: Attributes.MessageGroupId ?? "",
    body: Body,
    ...submission(Body),
    deadSince: Number(Attributes.SentTimestamp ?? 0),
    origin: Attributes.DeadLetterQueueSourceArn ? "tries" : "sent",
  };
}

/** The client's own fields; nothing where the body is something else. */
function submission(body: string): Pick<Letter, "video" | "job"> {
  try {
    const { video, job_name: job } = JSON.parse(body) as { video?: unknown; job_name?: unknown };
    return { ...(typeof video === "string" && { video }), ...(typeof job === "string" && { job }) };
  } catch {
    return {};
  }
}
