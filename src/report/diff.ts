import { createTwoFilesPatch } from "diff";
import { decode } from "../plan/text.js";
import type { Change } from "../plan/types.js";
import type { Colours } from "./colours.js";

/** What happens to the file of a change. */
export function changeKind({ before, after }: Change): "create" | "update" | "remove" {
  if (before === null) return "create";
  return after === null ? "remove" : "update";
}

/** A change as a unified diff that `git apply` and `patch -p1` accept. */
export function unifiedDiff({ path, before, after }: Change): string {
  const patch = createTwoFilesPatch(
    before === null ? "/dev/null" : `a/${path}`,
    after === null ? "/dev/null" : `b/${path}`,
    before === null ? "" : decode(before).text,
    after === null ? "" : decode(after).text,
    undefined,
    undefined,
    { context: 3 },
  );
  return patch.replace(/^=+\r?\n/, "");
}

/** A unified diff with added, removed and located lines coloured. */
export function colouredDiff(diff: string, colours: Colours): string {
  const paint = (line: string): string => {
    if (line.startsWith("+++") || line.startsWith("---")) return colours.bold(line);
    if (line.startsWith("+")) return colours.green(line);
    if (line.startsWith("-")) return colours.red(line);
    return line.startsWith("@@") ? colours.cyan(line) : line;
  };
  return diff.split("\n").map(paint).join("\n");
}
