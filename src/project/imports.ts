import type { Scan } from "./repository.js";

/** A module named by an import statement. */
export interface Import {
  readonly module: string;
  /** Names taken from it, each of which may be a submodule. */
  readonly names: readonly string[];
  readonly star: boolean;
  /** Whether it is no import but a URLconf that `include()` names. */
  readonly isIncluded?: boolean;
}

/** What a module (its name, and whether it is a "package") imports or includes as a URLconf. */
export const IMPORTS: Scan<readonly Import[]> = {
  name: "imports",
  find: (text, module = "", kind) => [
    ...importsOf(text, module, kind === "package"),
    ...includedUrlconfs(text).map((target) => ({
      module: target,
      names: [],
      star: false,
      isIncluded: true,
    })),
  ],
};

/** Modules that a URLconf names as texts. */
function includedUrlconfs(source: string): readonly string[] {
  if (!source.includes("urlpatterns")) return [];
  const named = source.matchAll(/\binclude\(\s*\(?\s*["']([\w.]+)["']/g);
  return [...named].map((match) => match[1] ?? "");
}

const STATEMENT =
  /^([ \t]*)(?:from[ \t]+(\.*[ \t]*[\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n#;]*)|import[ \t]+([^\n#;]+))/gm;

/**
 * Lists what a module imports when it is executed, without parsing it: imports inside functions
 * are left out, those inside conditions are not.
 */
export function importsOf(source: string, module: string, isPackage: boolean): readonly Import[] {
  const found: Import[] = [];
  for (const match of source.matchAll(STATEMENT)) {
    const [, indent = "", from, names, plain] = match;
    if (indent !== "" && isInFunction(source, match.index, indent.length)) continue;
    if (plain !== undefined) {
      for (const name of plain.split(",")) {
        found.push({ module: name.trim().split(/\s/, 1)[0] ?? "", names: [], star: false });
      }
    } else if (from !== undefined) {
      const target = absolute(from.replaceAll(/\s/g, ""), module, isPackage);
      const star = /^\(?\s*\*/.test(names ?? "");
      if (target !== null) found.push({ module: target, names: namesIn(names ?? ""), star });
    }
  }
  return found;
}

/** Whether the nearest enclosing block of smaller indentation that matters is a function. */
function isInFunction(source: string, index: number, indent: number): boolean {
  let width = indent;
  let end = index - 1;
  while (width > 0 && end > 0) {
    const start = source.lastIndexOf("\n", end - 1) + 1;
    const line = source.slice(start, end);
    const text = line.trimStart();
    const here = line.length - text.length;
    if (text !== "" && !text.startsWith("#") && here < width) {
      if (/^(async[ \t]+)?def\b/.test(text)) return true;
      width = here;
    }
    end = start - 1;
  }
  return false;
}

function namesIn(text: string): readonly string[] {
  return text
    .replaceAll(/#[^\n]*/g, "")
    .replaceAll(/[()\\]/g, " ")
    .split(",")
    .map((part) => part.trim().split(/\s/, 1)[0] ?? "")
    .filter((name) => /^\w+$/.test(name));
}

/** `..models` seen from `shop.api.views` is `shop.models`. */
function absolute(from: string, module: string, isPackage: boolean): string | null {
  const dots = /^\.*/.exec(from)?.[0].length ?? 0;
  if (dots === 0) return from;
  const parts = module.split(".");
  const kept = parts.slice(0, parts.length - dots + (isPackage ? 1 : 0));
  const rest = from.slice(dots);
  const whole = [...kept, ...(rest === "" ? [] : [rest])].join(".");
  return whole === "" ? null : whole;
}
