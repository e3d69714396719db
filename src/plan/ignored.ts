import { gitignore, type IgnoreRule } from "../gitignore.js";
import { decode } from "./text.js";
import type { Change, Note, ReadFile } from "./types.js";

/** The files made that git would leave out, by the line that says so: no colleague and no CI would have them. */
export function ignoredByGit(changes: readonly Change[], readFile: ReadFile): readonly Note[] {
  const ruleFor = gitignore((path) => {
    const bytes = readFile(path);
    return bytes === null ? null : decode(bytes).text;
  });
  const found = new Map<string, { readonly rule: IgnoreRule; readonly paths: string[] }>();
  for (const { path, before, after } of changes) {
    const rule = before === null && after !== null ? ruleFor(path) : null;
    if (rule === null) continue;
    const key = `${rule.file}:${rule.line}`;
    found.set(key, { rule, paths: [...(found.get(key)?.paths ?? []), path] });
  }
  return [...found.values()].map(({ rule, paths }) => noteOf(rule, paths));
}

function noteOf({ file, line, pattern }: IgnoreRule, paths: readonly string[]): Note {
  const [first] = paths;
  const others = paths.length > 1 ? ` and ${paths.length - 1} more` : "";
  return {
    kind: "ignored",
    path: file,
    line,
    text: `"${pattern}" keeps ${first}${others} out of git`,
    byHand: "no colleague and no CI would have them: change the line, or pick another --tests-dir",
  };
}
