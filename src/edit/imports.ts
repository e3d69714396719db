import type { Node } from "web-tree-sitter";
import { field, items } from "./python-tree.js";
import { insertElement, type Sequence } from "./sequence.js";
import { insertion, lineEnding, nextLine, type Splice } from "./splice.js";

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
 * is taken too. `firstParty` holds the repository's own top-level modules.
 */
export function importName(
  root: Node,
  source: string,
  wanted: NewImport & { readonly fallback: string },
  firstParty: ReadonlySet<string>,
): Imported | null {
  const [existing] = importedUnder(root, wanted.module, wanted.name);
  if (existing) return { localName: existing, splices: [] };
  const bound = boundNames(root);
  const name = [wanted.name, wanted.fallback].find((candidate) => !bound.has(candidate));
  if (!name) return null;
  const written = name === wanted.name ? name : `${wanted.name} as ${name}`;
  const statement = fromImports(root).find((node) => moduleOf(node) === wanted.module);
  const splices = statement
    ? besideOrInto(source, statement, wanted.module, written)
    : newStatement(root, source, wanted.module, written, firstParty);
  return { localName: name, splices };
}

function isStar(statement: Node): boolean {
  return statement.namedChildren.some((child) => child?.type === "wildcard_import");
}

function imports(root: Node): readonly Node[] {
  return items(root).filter(({ type }) =>
    ["import_statement", "import_from_statement", "future_import_statement"].includes(type),
  );
}

function fromImports(root: Node): readonly Node[] {
  return items(root).filter(({ type }) => type === "import_from_statement");
}

function moduleOf(statement: Node): string {
  if (statement.type === "future_import_statement") return "__future__";
  const module = field(statement, "module_name") ?? field(statement, "name");
  return (module?.type === "aliased_import" ? field(module, "name") : module)?.text ?? "";
}

/** The names of a from-import: the name in its module, and the local one. */
function importedNames(statement: Node): readonly (readonly [string, string])[] {
  return statement
    .childrenForFieldName("name")
    .filter((child) => child !== null)
    .map((child) => [
      (child.type === "aliased_import" ? field(child, "name") : child)?.text ?? "",
      (child.type === "aliased_import" ? field(child, "alias") : child)?.text ?? "",
    ]);
}

/**
 * The local names under which a module's name can be used: `path` for `from django.urls import
 * path`, `urls.path` for `from django import urls`.
 */
export function importedUnder(root: Node, module: string, name: string): readonly string[] {
  const dot = module.lastIndexOf(".");
  const [parent, last] = [module.slice(0, Math.max(dot, 0)), module.slice(dot + 1)];
  return imports(root).flatMap((statement) => {
    const from = moduleOf(statement);
    const names = importedNames(statement);
    if (statement.type === "import_statement") {
      return names.filter(([whole]) => whole === module).map(([, local]) => `${local}.${name}`);
    }
    if (from === module && isStar(statement)) return [name];
    if (from === module) return names.filter(([own]) => own === name).map(([, local]) => local);
    if (from !== parent || parent === "") return [];
    return names.filter(([own]) => own === last).map(([, local]) => `${local}.${name}`);
  });
}

const BINDERS = new Set(["function_definition", "class_definition"]);

/** Every name that the module binds at its top level, or under an if, a try or a loop there. */
function boundNames(root: Node): ReadonlySet<string> {
  const bound = new Set<string>();
  const visit = (node: Node): void => {
    if (BINDERS.has(node.type)) {
      bound.add(field(node, "name")?.text ?? "");
      return;
    }
    if (node.type === "import_statement" || node.type === "import_from_statement") {
      for (const [, local] of importedNames(node)) bound.add(local.split(".")[0] ?? local);
      return;
    }
    const targets = ["assignment", "for_statement", "named_expression", "as_pattern_target"];
    if (targets.includes(node.type)) {
      const target = field(node, "left") ?? field(node, "name");
      for (const name of target ? identifiers(target) : []) bound.add(name);
    }
    for (const child of items(node)) visit(child);
  };
  visit(root);
  return bound;
}

function identifiers(node: Node): readonly string[] {
  if (node.type === "identifier") return [node.text];
  return items(node).flatMap((child) => identifiers(child));
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

/** A new import: inside the group of its kin in sorted place, or as a group of its own. */
function newStatement(
  root: Node,
  source: string,
  module: string,
  written: string,
  firstParty: ReadonlySet<string>,
): readonly Splice[] {
  const newline = lineEnding(source);
  const text = `from ${module} import ${written}${newline}`;
  const all = imports(root);
  const own = kindOf(module, firstParty);
  const kin = all.filter((statement) => kindOf(moduleOf(statement), firstParty) === own);
  const [firstKin] = kin;
  if (firstKin) {
    const froms = kin.filter(({ type }) => type === "import_from_statement");
    const next = froms.find((statement) => comesBefore(module, moduleOf(statement)));
    if (next) return [insertion(next.startIndex, text)];
    return [after(source, (froms.at(-1) ?? kin.at(-1) ?? firstKin).endIndex, text)];
  }
  const following = all.find((statement) => kindOf(moduleOf(statement), firstParty) > own);
  if (following) return [insertion(following.startIndex, `${text}${newline}`)];
  const last = all.at(-1);
  if (last) return [after(source, last.endIndex, `${newline}${text}`)];
  const [docstring] = items(root);
  if (docstring && isDocstring(docstring)) {
    return [after(source, docstring.endIndex, `${newline}${text}`)];
  }
  return [insertion(firstStatement(root, source), docstring ? `${text}${newline}` : text)];
}

function after(source: string, end: number, text: string): Splice {
  const at = nextLine(source, end);
  const newline = at > 0 && !/[\r\n]/.test(source.charAt(at - 1)) ? lineEnding(source) : "";
  return insertion(at, newline + text);
}

function isDocstring(statement: Node): boolean {
  return statement.type === "expression_statement" && items(statement)[0]?.type === "string";
}

function firstStatement(root: Node, source: string): number {
  return items(root)[0]?.startIndex ?? source.length;
}

/** isort's sections that can be told apart without an environment. */
function kindOf(module: string, firstParty: ReadonlySet<string>): number {
  if (module === "__future__") return 0;
  if (module.startsWith(".")) return 4;
  const [top = ""] = module.split(".");
  if (firstParty.has(top)) return 3;
  return STANDARD.has(top) ? 1 : 2;
}

const STANDARD = new Set(
  (
    "abc argparse asyncio base64 collections contextlib copy csv datetime decimal enum functools " +
    "hashlib importlib inspect io itertools json logging math mimetypes operator os pathlib " +
    "pkgutil platform pydoc random re shutil signal socket string subprocess sys tempfile time " +
    "traceback types typing urllib uuid warnings"
  ).split(" "),
);

function comesBefore(a: string, b: string): boolean {
  return a.toLowerCase() < b.toLowerCase();
}
