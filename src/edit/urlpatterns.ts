import type { Node } from "web-tree-sitter";
import type { Edit } from "../plan/types.js";
import { importedUnder, imports } from "./import-statements.js";
import { importName } from "./imports.js";
import { scopes, type Binding } from "./python-bindings.js";
import { editPython, type Decision } from "./python-edit.js";
import { quoteOf, sequenceOf } from "./python-sequence.js";
import { items } from "./python-tree.js";
import { insertElement } from "./sequence.js";
import {
  indentation,
  insertion,
  lineEnding,
  lineNumber,
  lineStart,
  type Splice,
} from "./splice.js";
import {
  isLanguagePrefixed,
  servedAt,
  urlPlace,
  type UrlFunctions,
  type UrlPlace,
} from "./url-lists.js";

/** A URL to serve. */
export interface NewUrl {
  /** Relative to the URLconf, without a leading slash: "health/". */
  readonly route: string;
  readonly name: string;
  /** Module and name of the view. */
  readonly view: { readonly module: string; readonly name: string };
  /** What follows the view's name: "" for a function, ".as_view()" for a class. */
  readonly call: "" | ".as_view()" | `.as_view(url_name="${string}")`;
  /** The repository's own top-level modules, for the place of the import. */
  readonly firstParty: readonly string[];
}

/** Adds a path to urlpatterns, with its import, before anything that could catch its requests. */
export function addUrl(source: string, wanted: NewUrl): Edit {
  const { view, route, call, name } = wanted;
  const byHand = [
    `from ${view.module} import ${view.name}`,
    `path("${route}", ${view.name}${call}, name="${name}")`,
  ].join("\n");
  return editPython(source, byHand, (root, text) => decide(root, text, wanted));
}

function decide(root: Node, source: string, wanted: NewUrl): Decision {
  const [module] = scopes(root);
  const bindings = module?.bindings ?? [];
  const context = { bindings, route: wanted.route, functions: urlFunctions(root) };
  const served = servedAt(root, context);
  if (served) {
    const line = lineNumber(source, served.startIndex);
    return { kind: "unchanged", reason: `${wanted.route} is served already (line ${line})` };
  }
  const target = targetOf(bindings);
  if (target.kind === "refused") return target;
  const place = urlPlace(context, target.binding);
  if (!place) {
    const at = target.binding.statement.startIndex;
    return { kind: "refused", reason: "urlpatterns is computed, not written out", at };
  }
  return insertUrl(root, source, wanted, place);
}

/** The local names of Django's URL functions, aliases included. */
function urlFunctions(root: Node): UrlFunctions {
  const modules = ["django.urls", "django.conf.urls"];
  const found = (["path", "re_path", "url"] as const).flatMap((name) =>
    modules.flatMap((module) =>
      importedUnder(imports(root), module, name).map((local) => [local, name] as const),
    ),
  );
  return new Map(found);
}

type Target =
  { readonly kind: "found"; readonly binding: Binding } | Extract<Decision, { kind: "refused" }>;

/** The last unconditional urlpatterns, since it is what Django sees; else the first `+=`. */
function targetOf(bindings: readonly Binding[]): Target {
  const own = bindings.filter(({ name }) => name === "urlpatterns");
  const always = own.filter(({ conditional }) => !conditional);
  const start = always.findLastIndex(({ operator }) => operator === "=");
  const binding = always[Math.max(start, 0)];
  const next = always[start + 1];
  if (binding?.value && next?.value?.type === "list" && isLanguagePrefixed(binding.value)) {
    return { kind: "found", binding: next };
  }
  if (binding) return { kind: "found", binding };
  const [sometimes] = own;
  return sometimes
    ? {
        kind: "refused",
        reason: "urlpatterns is set under a condition",
        at: sometimes.statement.startIndex,
      }
    : { kind: "refused", reason: "the file does not set urlpatterns" };
}

function insertUrl(root: Node, source: string, wanted: NewUrl, place: UrlPlace): Decision {
  const firstParty = new Set(wanted.firstParty);
  const usedAt = (place.kind === "operand" ? place.before : place.literal).startIndex;
  const path = importName(
    root,
    source,
    { module: "django.urls", name: "path", fallback: "django_path" },
    firstParty,
    usedAt,
  );
  const view = importName(
    root,
    source,
    { ...wanted.view, fallback: `soundcheck_${wanted.view.name}` },
    firstParty,
    usedAt,
  );
  if (!path || !view) return { kind: "refused", reason: "the names to import are taken" };
  const neighbours = place.kind === "element" ? stringsIn(place.literal) : [];
  const quote = quoteOf(neighbours.length > 0 ? neighbours : stringsIn(root));
  const call = wanted.call.replaceAll('"', quote);
  const element =
    `${path.localName}(${quote}${wanted.route}${quote}, ` +
    `${view.localName}${call}, name=${quote}${wanted.name}${quote})`;
  const splices = [...path.splices, ...view.splices, ...insertAt(source, place, element)];
  return { kind: "splice", splices };
}

function stringsIn(node: Node): readonly Node[] {
  return node.descendantsOfType("string").filter((string) => string !== null);
}

function insertAt(source: string, place: UrlPlace, element: string): readonly Splice[] {
  if (place.kind === "operand") return beforeOperand(source, place.before, element);
  const comment = place.index < 0 ? leadingComment(source, place.literal) : null;
  if (comment) {
    const newline = `${lineEnding(source)}${indentation(source, comment.startIndex)}`;
    return [insertion(comment.startIndex, `${element},${newline}`)];
  }
  const sequence = sequenceOf(place.literal);
  return sequence ? insertElement(source, sequence, element, place.index) : [];
}

/** A comment above the first element belongs to it: a new first element goes above both. */
function leadingComment(source: string, literal: Node): Node | null {
  const [first] = items(literal);
  const comment = literal.namedChildren.find(
    (child) =>
      child?.type === "comment" &&
      first !== undefined &&
      child.startIndex < first.startIndex &&
      source.slice(lineStart(source, child.startIndex), child.startIndex).trim() === "",
  );
  return comment ?? null;
}

/** `urlpatterns = i18n_patterns(…)` becomes `urlpatterns = [path(…)] + i18n_patterns(…)`. */
function beforeOperand(source: string, operand: Node, element: string): readonly Splice[] {
  const newline = lineEnding(source);
  const indent = indentation(source, operand.startIndex);
  const list = `[${newline}${indent}    ${element},${newline}${indent}] + `;
  return [insertion(operand.startIndex, list)];
}
