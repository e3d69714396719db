import type { Node } from "web-tree-sitter";
import { after, newStatement } from "./import-places.js";
import {
  boundNames,
  importedUnder,
  imports,
  isFrom,
  isStar,
  moduleOf,
} from "./import-statements.js";
import { insertElement, type Sequence } from "./sequence.js";
import { insertion, lineEnding, type Splice } from "./splice.js";

/** A name wanted from a module. */
export interface NewImport {
  readonly module: string;
  readonly name: string;
}

/** How a name can be used, and what must be inserted for it. */
export interface Imported {
  readonly localName: string;
  readonly splices: readonly Splice[];
}

/**
 * Makes a name available: the local name that it has already, or else an import beside its kin.
 * When the name means something else in the file it is imported under `fallback`; null when that
 * is taken too. `firstParty` holds the repository's own top-level modules, and `usedAt` is the offset
 * of what uses the name: imports below it, as some files have them, come too late.
 */
export function importName(
  root: Node,
  source: string,
  wanted: NewImport & { readonly fallback: string },
  firstParty: ReadonlySet<string>,
  usedAt: number,
): Imported | null {
  const everywhere = imports(root);
  const known = everywhere.filter(({ startIndex }) => startIndex < usedAt);
  const [existing] = importedUnder(known, wanted.module, wanted.name);
  if (existing) return { localName: existing, splices: [] };
  const bound = boundNames(root);
  const later = importedUnder(everywhere, wanted.module, wanted.name);
  const name = [wanted.name, wanted.fallback].find(
    (candidate) => !bound.has(candidate) || later.includes(candidate),
  );
  if (!name) return null;
  const written = name === wanted.name ? name : `${wanted.name} as ${name}`;
  const statement = known.find((node) => isFrom(node) && moduleOf(node) === wanted.module);
  const splices = statement
    ? besideOrInto(source, statement, wanted.module, written)
    : newStatement(root, source, wanted.module, written, { firstParty, known });
  return { localName: name, splices };
}

/** isort gives an import under another name a statement of its own, and so does this. */
function besideOrInto(
  source: string,
  statement: Node,
  module: string,
  written: string,
): readonly Splice[] {
  const names = statement.childrenForFieldName("name").map((child) => child?.text ?? "");
  const apart = [written, ...names].some((name) => name.includes(" as ")) || isStar(statement);
  if (!apart) return intoStatement(source, statement, written);
  const line = `from ${module} import ${written}${lineEnding(source)}`;
  const isFirst = names[0] !== undefined && order(written, names[0]) < 0;
  return isFirst
    ? [insertion(statement.startIndex, line)]
    : [after(source, statement.endIndex, line)];
}

/** `from x import a, c` becomes `from x import a, b, c` where the names are sorted. */
function intoStatement(source: string, statement: Node, written: string): readonly Splice[] {
  const names = statement.childrenForFieldName("name").filter((child) => child !== null);
  const open = statement.children.find((child) => child?.type === "(");
  const close = statement.children.find((child) => child?.type === ")");
  const last = names.at(-1);
  if (!last) return [];
  const sequence: Sequence = {
    open: open?.startIndex ?? (names[0]?.startIndex ?? 0) - 1,
    close: close?.startIndex ?? last.endIndex,
    elements: names.map(({ startIndex, endIndex }) => ({ start: startIndex, end: endIndex })),
    commas: statement.children
      .filter((child) => child?.type === ",")
      .map((child) => child?.startIndex ?? 0),
  };
  const texts = names.map(({ text }) => text);
  const place = isSorted(texts)
    ? texts.findLastIndex((text) => order(text, written) <= 0)
    : undefined;
  if (!open && /\\\r?\n/.test(source.slice(sequence.open, sequence.close))) {
    return [insertion(last.endIndex, `, ${written}`)];
  }
  return insertElement(source, sequence, written, place);
}

function isSorted(texts: readonly string[]): boolean {
  return texts.every((text, index) => index === 0 || order(texts[index - 1] ?? "", text) <= 0);
}

/** isort's order of names: constants, classes, then the rest; ties by case-folded text. */
function order(a: string, b: string): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  return a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0;
}

function rank(name: string): number {
  if (/^[A-Z0-9_]+$/.test(name)) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}
