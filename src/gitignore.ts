import ignore, { type Ignore } from "ignore";
import { join } from "node:path/posix";

/** A line of a .gitignore. */
export interface IgnoreRule {
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
}

/** Tells the line of a repository's .gitignore files that keeps a path out of git; null for other paths. */
export function gitignore(
  read: (path: string) => string | null,
): (path: string) => IgnoreRule | null {
  const files = new Map<string, Ignore | null>();
  const rulesOf = (folder: string): Ignore | null => {
    const known = files.get(folder);
    if (known !== undefined) return known;
    const text = read(join(folder, ".gitignore"));
    const rules = text === null ? null : parse(text);
    files.set(folder, rules);
    return rules;
  };
  return (path) => deciding(path, rulesOf);
}

/** Reads a .gitignore; each rule is marked with its line. */
function parse(text: string): Ignore {
  const lines = text.split(/\r?\n/);
  return ignore().add(lines.map((pattern, at) => ({ pattern, mark: String(at + 1) })));
}

/** The rule that keeps a path out: of several files the nearest decides. */
function deciding(path: string, rulesOf: (folder: string) => Ignore | null): IgnoreRule | null {
  let decided: IgnoreRule | null = null;
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
