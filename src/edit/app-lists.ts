import type { Node } from "web-tree-sitter";
import { mentions, type Binding, type Scope } from "./python-bindings.js";
import { field, items, stringValue, unwrapped } from "./python-tree.js";

/** A list or tuple literal whose elements end up in INSTALLED_APPS. */
export interface AppList {
  /** The name that the literal is written under, such as "THIRD_PARTY_APPS". */
  readonly owner: string;
  readonly literal: Node;
  readonly apps: readonly { readonly name: string; readonly node: Node }[];
  readonly conditional: boolean;
  /** Whether the literal is added by `+=`. */
  readonly added: boolean;
}

const NAME = "INSTALLED_APPS";

/** Follows INSTALLED_APPS through names, sums, stars and calls of list() to its literals. */
export function appLists(scope: Scope, module: Scope): readonly AppList[] {
  const reader = { scope, module, seen: new Set<string>() };
  return readName(reader, NAME);
}

interface Reader {
  readonly scope: Scope;
  readonly module: Scope;
  readonly seen: Set<string>;
}

function readName(reader: Reader, name: string): readonly AppList[] {
  if (reader.seen.has(name)) return [];
  reader.seen.add(name);
  const own = reader.scope.bindings.filter((binding) => binding.name === name);
  const bindings =
    own.length > 0 ? own : reader.module.bindings.filter((binding) => binding.name === name);
  return living(bindings, reader).flatMap((binding) =>
    binding.value ? readValue(reader, binding.value, binding) : [],
  );
}

/** Bindings from the last one on that starts afresh; earlier values are thrown away by it. */
function living(bindings: readonly Binding[], reader: Reader): readonly Binding[] {
  const start = bindings.findLastIndex(
    ({ operator, value, conditional, name }) =>
      operator === "=" && !conditional && value !== null && !refersTo(value, name, reader),
  );
  return start < 0 ? bindings : bindings.slice(start);
}

function refersTo(value: Node, name: string, { scope, module }: Reader): boolean {
  if (mentions(value, name)) return true;
  const others = [...scope.bindings, ...module.bindings];
  return others.some(
    (other) =>
      other.name !== name &&
      other.value !== null &&
      other.statement.startIndex < value.startIndex &&
      mentions(other.value, name) &&
      mentions(value, other.name),
  );
}

function readValue(reader: Reader, value: Node, binding: Binding): readonly AppList[] {
  const node = unwrapped(value);
  switch (node.type) {
    case "list":
    case "tuple":
      return [literalList(node, binding), ...readStars(reader, node, binding)];
    case "binary_operator":
      if (field(node, "operator")?.text !== "+") return [];
      return [field(node, "left"), field(node, "right")].flatMap((side) =>
        side ? readValue(reader, side, binding) : [],
      );
    case "identifier":
      return readName(reader, node.text);
    case "call": {
      const [argument, ...more] = items(field(node, "arguments") ?? node);
      const callee = field(node, "function")?.text ?? "";
      const copies = callee === "list" || callee === "tuple";
      return copies && argument && more.length === 0 ? readValue(reader, argument, binding) : [];
    }
    default:
      return [];
  }
}

function readStars(reader: Reader, literal: Node, binding: Binding): readonly AppList[] {
  return items(literal)
    .filter((item) => item.type === "list_splat")
    .flatMap((star) => items(star).flatMap((value) => readValue(reader, value, binding)));
}

function literalList(literal: Node, binding: Binding): AppList {
  const apps = items(literal).flatMap((node) => {
    const name = stringValue(node);
    return name === null ? [] : [{ name, node }];
  });
  return {
    owner: binding.name,
    literal,
    apps,
    conditional: binding.conditional,
    added: binding.operator === "+=",
  };
}
