import ignore, { type Ignore } from "ignore";
import { join } from "node:path/posix";
import { decode } from "./text.js";
import type { Change, Note, ReadFile } from "./types.js";

/** A line of a .gitignore. */
interface Rule {
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
}

/** The files made that git would leave out, by the line that says so: no colleague and no CI would have them. */
export function ignoredByGit(changes: readonly Change[], readFile: ReadFile): readonly Note[] {
  const files = new Map<string, Ignore | null>();
  const rulesOf = (folder: string): Ignore | null => {
    const known = files.get(folder);
    if (known !== undefined) return known;
    const bytes = readFile(join(folder, ".gitignore"));
    const read = bytes === null ? null : parse(decode(bytes).text);
    files.set(folder, read);
    return read;
  };
  const found = new Map<string, { readonly rule: Rule; readonly paths: string[] }>();
  for (const { path, before, after } of changes) {
    const rule = before === null && after !== null ? deciding(path, rulesOf) : null;
    if (rule === null) continue;
    const key = `${rule.file}:${rule.line}`;
    found.set(key, { rule, paths: [...(found.get(key)?.paths ?? []), path] });
  }
  return [...found.values()].map(({ rule, paths }) => noteOf(rule, paths));
}

/** Reads a .gitignore; each rule is marked with its line. */
function parse(text: string): Ignore {
  const lines = text.split(/\r?\n/);
  return ignore().add(lines.map((pattern, at) => ({ pattern, mark: String(at + 1) })));
}

/** The rule that keeps a path out: of several files the nearest decides. */
function deciding(path: string, rulesOf: (folder: string) => Ignore | null): Rule | null {
  let decided: Rule | null = null;
  const parts = path.split("/");
  for (let depth = 0; depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join("/");
    const result = rulesOf(folder)?.checkIgnore(parts.slice(depth).join("/"));
    if (result?.unignored) decided = null;
    if (!result?.ignored) continue;
    const { pattern = "", mark = "1" } = result.rule ?? {};
    decided = { file: join(folder, ".gitignore"), line: Number(mark), pattern };
  }
  return decided;
}

function noteOf({ file, line, pattern }: Rule, paths: readonly string[]): Note {
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
