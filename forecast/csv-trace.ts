import type { Video } from "./videos";

/** A trace from a file, or what is wrong with it: one sentence a mistake, each with file, line, value and rule. */
export type CsvTrace = { readonly videos: readonly Video[] } | { readonly problems: readonly string[] };

const header = "arrives_minute,length_minutes";
const mostVideos = 100_000;

/**
 * Reads a trace from CSV: the header `arrives_minute,length_minutes`, then a line a video: when it arrives, in minutes, and
 * how many minutes of GPU time it takes.
 */
export function readCsvTrace(file: string, text: string): CsvTrace {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  while (lines[lines.length - 1] === "") lines.pop();
  if (lines[0]?.replace(/\s/g, "").toLowerCase() !== header) {
    return { problems: [`${file}:1: "${lines[0] ?? ""}" is not the header; the first line must be ${header}`] };
  }
  if (lines.length === 1) return { problems: [`${file}:1: there is no video; add a line such as 0,12 for each`] };
  if (lines.length - 1 > mostVideos) {
    return { problems: [`${file}: ${lines.length - 1} videos are more than a forecast takes, ${mostVideos} at most`] };
  }
  const problems: string[] = [];
  const videos = lines.slice(1).flatMap((line, index): Video[] => {
    const cells = line.split(",").map((cell) => cell.trim());
    const [arrives = NaN, length = NaN] = cells.map((cell) => (cell === "" ? NaN : Number(cell)));
    const where = `${file}:${index + 2}`;
    if (cells.length !== 2)
      problems.push(`${where}: "${line}" must have two values, like 0,12: arrival and length in minutes`);
    else if (!(arrives >= 0 && arrives < Infinity))
      problems.push(`${where}: the arrival "${cells[0]}" must be a number of minutes, 0 or more`);
    else if (!(length > 0 && length < Infinity))
      problems.push(`${where}: the length "${cells[1]}" must be a number of minutes above 0`);
    else return [{ arrivesAt: arrives * 60, workSeconds: length * 60 }];
    return [];
  });
  if (problems.length > 0)
    return {
      problems: problems.length > 10 ? [...problems.slice(0, 10), `and ${problems.length - 10} more`] : problems,
    };
  const first = videos.reduce((least, { arrivesAt }) => Math.min(least, arrivesAt), Infinity);
  return { videos: videos.map((video) => ({ ...video, arrivesAt: video.arrivesAt - first })) };
}
