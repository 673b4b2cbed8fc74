/** What a worker reports of a video that it has finished. */
export interface Report {
  readonly video: string;
  readonly job: string;
  /** Key of the result in the track bucket; undefined where the worker found nothing or failed. */
  readonly key?: string;
}

/** Undefined: the message is none of a worker's. */
export function reportOf(body: string): Report | undefined {
  const { video, job_name: job, status, results } = fieldsOf(body);
  if (typeof video !== "string" || typeof job !== "string") return undefined;
  if (status !== "SUCCESS" || typeof results !== "string") return { video, job };
  return { video, job, key: results.replace(/^s3:\/\/[^/]+\//, "") };
}

function fieldsOf(body: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(body) ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
