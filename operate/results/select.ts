import type { Report } from "./report";

/** A finished result in the track bucket. */
export interface Result {
  readonly key: string;
  readonly bytes: number;
  /** Changes with the content. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** The results of one job. */
export interface JobResults {
  readonly job: string;
  readonly results: readonly Result[];
  /** Keys that a worker has reported and that are not in the bucket any more. */
  readonly gone: readonly string[];
}

export interface Selection {
  /** By name. */
  readonly jobs: readonly JobResults[];
  /** In the bucket, and in no report that can be read: SQS keeps reports for 14 days. */
  readonly unknown: readonly Result[];
}

/** Joins what workers have reported with what is in the bucket. */
export function select(reports: readonly Report[], results: readonly Result[]): Selection {
  const byKey = new Map(results.map((result) => [result.key, result]));
  const jobs = new Map<string, Set<string>>();
  for (const { job, key } of reports) {
    const keys = jobs.get(job) ?? new Set();
    jobs.set(job, key === undefined ? keys : keys.add(key));
  }
  const reported = new Set(reports.map(({ key }) => key));
  return {
    jobs: [...jobs]
      .map(([job, keys]) => ({
        job,
        results: [...keys].flatMap((key) => byKey.get(key) ?? []).sort(inOrder),
        gone: [...keys].filter((key) => !byKey.has(key)).sort(),
      }))
      .sort((a, b) => a.job.localeCompare(b.job)),
    unknown: results.filter(({ key }) => !reported.has(key)).sort(inOrder),
  };
}

/** Each result once, whatever jobs it is of. */
export function everything({ jobs, unknown }: Selection): readonly Result[] {
  const all = [...jobs.flatMap(({ results }) => results), ...unknown];
  return [...new Map(all.map((result) => [result.key, result])).values()];
}

const inOrder = (a: Result, b: Result): number => a.key.localeCompare(b.key);

export const bytesOf = (results: readonly Result[]): number => results.reduce((sum, { bytes }) => sum + bytes, 0);
