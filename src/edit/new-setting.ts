import type { Binding, Scope } from "./python-bindings.js";
import { quoteOf } from "./python-sequence.js";
import { indentation, insertion, lineEnd, lineEnding, nextLine, type Splice } from "./splice.js";

const SETTING = /^[A-Z][A-Z0-9_]*$/;

/**
 * Puts a new setting behind the last one of the scope that holds INSTALLED_APPS, so that no section
 * is split. `write` gives its lines, without indentation, in the quotes of its neighbours.
 */
export function insertSetting(
  all: readonly Scope[],
  source: string,
  write: (quote: string) => readonly string[],
): Splice {
  const [module] = all;
  const scope =
    all.find(({ bindings }) => bindings.some(({ name }) => name === "INSTALLED_APPS")) ?? module;
  const found = scope?.bindings.findLast(
    ({ name, conditional }) => !conditional && SETTING.test(name),
  );
  const last = found?.statement;
  const newline = lineEnding(source);
  const indent = last ? indentation(source, last.startIndex) : "";
  const strings = last?.descendantsOfType("string").filter((node) => node !== null) ?? [];
  const text = write(quoteOf(strings))
    .map((line) => `${indent}${line}${newline}`)
    .join("");
  const at = found ? nextLine(source, endOfParagraph(found, source)) : source.length;
  const unfinished = at > 0 && !/[\r\n]$/.test(source.slice(0, at)) ? newline : "";
  const before = at === 0 ? "" : newline;
  const after = source.slice(at, lineEnd(source, at)).trim() === "" ? "" : newline;
  return insertion(at, `${unfinished}${before}${text}${after}`);
}

/** The end of a setting with what changes it right below, without a blank line between. */
function endOfParagraph({ statement, name }: Binding, source: string): number {
  let last = statement;
  for (;;) {
    const next = last.nextNamedSibling;
    if (next === null || !next.text.includes(name)) return last.endIndex;
    if (/\n[ \t]*\r?\n/.test(source.slice(last.endIndex, next.startIndex))) return last.endIndex;
    last = next;
  }
}
