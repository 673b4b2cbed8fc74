import type { LogLine } from "./log-line";

/** File names of videos, as the client submits them. */
const videoName = /[^\s/"']+\.(?:mp4|mov|mkv|avi|mts|m2ts|m4v|mpe?g|mxf|webm)\b/gi;

/** The last part of a key or path. */
export const fileName = (video: string): string => video.split("/").filter(Boolean).at(-1) ?? video;

/**
 * The part of one worker's log that is about one video: from its first mention to the line before another video's. A worker
 * works on one video after the other and says their names; nothing else marks the border.
 */
export function sectionOf(lines: readonly LogLine[], video: string): readonly LogLine[] {
  const name = fileName(video);
  const start = lines.findIndex(({ text }) => text.includes(name));
  if (start < 0) return [];
  const length = lines.slice(start).findIndex(({ text }) => namesOther(text, name));
  return lines.slice(start, length < 0 ? undefined : start + length);
}

const namesOther = (text: string, name: string): boolean =>
  !text.includes(name) && (text.match(videoName) ?? []).length > 0;
