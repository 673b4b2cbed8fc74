import { structuredPatch } from "diff";

/**
 * What differs between two texts, in the form of a patch: lines with ` `, `-` or `+` in front, two lines around each
 * change, and before each change the keys and names that it stands below: `@@ Statement › TakeVideos › Action @@`.
 */
export function lineDiff(before: readonly string[], after: readonly string[]): string[] {
  const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
  const { hunks } = structuredPatch("", "", text(before), text(after), "", "", { context: 2 });
  return hunks.flatMap(({ oldStart, newStart, lines }) => {
    const first = lines.findIndex((line) => !line.startsWith(" "));
    const above =
      lines[first]?.startsWith("+") === true
        ? placeOf(after, newStart - 1 + first)
        : placeOf(before, oldStart - 1 + first);
    return [...(above.length > 0 ? [`@@ ${above.join(" › ")} @@`] : []), ...lines];
  });
}

/** What a line of YAML stands below, the outermost first; nothing for text that is no YAML. */
function placeOf(lines: readonly string[], index: number): string[] {
  const place: string[] = [];
  let depth = indent(lines[index]);
  for (let i = index; i >= 0 && depth > 0; i--) {
    const line = lines[i] ?? "";
    if (i < index && indent(line) < depth && /^[ -]*[\w-]+:\s*$/.test(line)) {
      place.unshift(line.replace(/^[ -]*|:\s*$/g, ""));
      depth = indent(line);
    }
    if (indent(line) === depth && /^ *- /.test(line)) {
      place.unshift(...nameOfItem(lines, i, index));
      // On from here only what the list itself stands below.
      depth = line.search(/\S/) + 1;
    }
  }
  return place;
}

/** What a list's item is called, when one of its members says so and is not itself what changes. */
function nameOfItem(lines: readonly string[], start: number, changed: number): string[] {
  const depth = indent(lines[start]);
  for (let i = start; i < lines.length && (i === start || !isOutside(lines[i], depth)); i++) {
    const name = /^[ -]*(?:Sid|[Nn]ame|[Ii]d): "?(.+?)"?$/.exec(lines[i] ?? "")?.[1];
    if (name !== undefined && indent(lines[i]) === depth) return i === changed ? [] : [name];
  }
  return [];
}

function isOutside(line: string | undefined, depth: number): boolean {
  return indent(line) < depth || (indent(line) === depth && /^ *- /.test(line ?? ""));
}

/** A list's dash counts as indentation: an item's first member stands as deep as the others. */
function indent(line: string | undefined): number {
  return /^ *(- )*/.exec(line ?? "")?.[0].length ?? 0;
}
