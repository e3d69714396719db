import type { Node } from "web-tree-sitter";
import type { Binding } from "./python-bindings.js";
import { field, items, stringValue, unwrapped } from "./python-tree.js";

/** Where a pattern can go so that nothing comes before it that could swallow its requests. */
export type UrlPlace =
  | { readonly kind: "element"; readonly literal: Node; readonly index: number }
  | { readonly kind: "operand"; readonly before: Node };

/** Local name to the URL function of Django that it stands for. */
export type UrlFunctions = ReadonlyMap<string, "path" | "re_path" | "url">;

/** A URLconf to which a route is to be added. */
export interface UrlValue {
  readonly bindings: readonly Binding[];
  readonly route: string;
  readonly functions: UrlFunctions;
}

/** Follows the value of urlpatterns to the first list of its sum that answers every language. */
export function urlPlace(context: UrlValue, binding: Binding): UrlPlace | null {
  return binding.value ? placeIn(context, binding, binding.value) : null;
}

function placeIn(context: UrlValue, binding: Binding, value: Node): UrlPlace | null {
  const node = unwrapped(value);
  switch (node.type) {
    case "list":
    case "tuple":
      return { kind: "element", literal: node, index: beforeCatchAll(node, context) };
    case "binary_operator":
      return inSum(context, binding, node);
    case "identifier": {
      const earlier = boundBefore(context.bindings, node.text, binding.statement.startIndex);
      return earlier?.value ? placeIn(context, earlier, earlier.value) : operand(node);
    }
    case "attribute":
    case "list_comprehension":
      return operand(node);
    case "call":
      // patterns() of Django 1.x took a prefix and gave its own type.
      return field(node, "function")?.text === "patterns" ? null : operand(node);
    default:
      return null;
  }
}

function inSum(context: UrlValue, binding: Binding, sum: Node): UrlPlace | null {
  const left = field(sum, "left");
  const right = field(sum, "right");
  if (field(sum, "operator")?.text !== "+" || !left || !right) return null;
  const list = unwrapped(right);
  if (isLanguagePrefixed(left) && list.type === "list") return placeIn(context, binding, list);
  return placeIn(context, binding, left);
}

function boundBefore(
  bindings: readonly Binding[],
  name: string,
  position: number,
): Binding | undefined {
  return bindings.findLast(
    (binding) =>
      binding.name === name &&
      binding.operator === "=" &&
      !binding.conditional &&
      binding.statement.startIndex < position,
  );
}

function operand(node: Node): UrlPlace {
  return { kind: "operand", before: node };
}

/** Whether a value is i18n_patterns with a prefix for each language, so that it catches no other. */
export function isLanguagePrefixed(value: Node): boolean {
  const node = unwrapped(value);
  return (
    node.type === "call" &&
    /(?:^|\.)i18n_patterns$/.test(field(node, "function")?.text ?? "") &&
    !node.text.includes("prefix_default_language")
  );
}

/** Index of the element to insert behind: the last one before whatever could match the route. */
function beforeCatchAll(literal: Node, context: UrlValue): number {
  const elements = items(literal);
  const first = elements.findIndex((element) => couldMatch(element, context));
  return first < 0 ? elements.length - 1 : first - 1;
}

/** Whether an element may match a route, as far as the literal start of its own route can tell. */
function couldMatch(element: Node, { route, functions }: UrlValue): boolean {
  const [callee, text] = patternOf(element, functions);
  if (text === null) return true;
  const includes = element.text.includes("include(") || element.text.includes(".urls");
  if (callee === "path") {
    if (!text.includes("<") && !includes) return text === route;
    return route.startsWith(text.split("<", 1)[0] ?? "");
  }
  if (!text.startsWith("^") || text.includes("|")) return true;
  if (/^\^\/?\$$/.test(text)) return false;
  const literal = /^\^\/?((?:[\w/-](?![?*{]))*)/.exec(text)?.[1] ?? "";
  return route.startsWith(literal);
}

/** The function and the literal route of path(), re_path() or url(); null for anything computed. */
function patternOf(element: Node, functions: UrlFunctions): readonly [string, string | null] {
  const callee = element.type === "call" ? (field(element, "function")?.text ?? "") : "";
  const name = functions.get(callee);
  const [first] = items(field(element, "arguments") ?? element);
  return [name ?? callee, name && first ? stringValue(first) : null];
}

/** The element of urlpatterns that serves a route already, whichever function it is written with. */
export function servedAt(root: Node, { bindings, route, functions }: UrlValue): Node | null {
  const lists = listNames(bindings);
  const wanted = bare(route);
  const call = root.descendantsOfType("call").find((node) => {
    const text = node ? patternOf(node, functions)[1] : null;
    return node && text !== null && bare(text) === wanted && isElementOf(node, lists);
  });
  return call ?? null;
}

function bare(route: string): string {
  return route.replace(/^\^?\/?/, "").replace(/(?:\/\??)?(?:\$|\\Z)?$/, "");
}

/** urlpatterns and the names that its sums are made of. */
function listNames(bindings: readonly Binding[]): ReadonlySet<string> {
  const names = new Set(["urlpatterns"]);
  for (const { name, value } of bindings.toReversed()) {
    if (value && names.has(name)) for (const term of terms(value)) names.add(term);
  }
  return names;
}

function terms(value: Node): readonly string[] {
  const node = unwrapped(value);
  if (node.type === "identifier") return [node.text];
  return node.type === "binary_operator" ? items(node).flatMap((side) => terms(side)) : [];
}

/** Whether a call is a direct element of one of the lists, not one inside include([…]). */
function isElementOf(call: Node, lists: ReadonlySet<string>): boolean {
  for (let node = call.parent; node; node = node.parent) {
    if (node.type === "assignment" || node.type === "augmented_assignment") {
      return lists.has(field(node, "left")?.text ?? "");
    }
    if (node.type === "call") {
      return /^urlpatterns\.(?:append|extend|insert)$/.test(field(node, "function")?.text ?? "");
    }
  }
  return false;
}
