import type { Node } from "web-tree-sitter";
import type { Edit } from "../plan/types.js";
import { scopes, type Scope } from "./python-bindings.js";
import { editPython, type Decision } from "./python-edit.js";
import { quoteOf, sequenceOf } from "./python-sequence.js";
import { items, unwrapped } from "./python-tree.js";
import { insertElement } from "./sequence.js";
import { indentation, insertion, lineEnding, nextLine } from "./splice.js";

const NAME = "SECURE_REDIRECT_EXEMPT";

/**
 * Lets plain HTTP reach a path under SECURE_SSL_REDIRECT: probes speak HTTP inside a cluster.
 * `pattern` is a regular expression of the path without its leading slash.
 */
export function exemptFromSslRedirect(source: string, pattern: string): Edit {
  const byHand = `${NAME} = [r"${pattern}"]`;
  return editPython(source, byHand, (root, text) => decide(root, text, pattern));
}

function decide(root: Node, source: string, pattern: string): Decision {
  const all = scopes(root);
  const found = all.flatMap(({ bindings }) => bindings).filter(({ name }) => name === NAME);
  const listed = found.find(({ value }) => value?.text.includes(pattern));
  if (listed) return { kind: "unchanged", reason: `${NAME} covers it already` };
  const [binding] = found;
  if (!binding) return newSetting(all, source, pattern);
  const sequence = binding.value ? sequenceOf(binding.value) : null;
  if (!sequence || !binding.value || found.length > 1 || binding.conditional) {
    return { kind: "refused", reason: `${NAME} is computed`, at: binding.statement.startIndex };
  }
  const quote = quoteOf(items(unwrapped(binding.value)));
  const element = `r${quote}${pattern}${quote}`;
  return { kind: "splice", splices: insertElement(source, sequence, element) };
}

/** Behind the last setting of the scope that holds INSTALLED_APPS. */
function newSetting(all: readonly Scope[], source: string, pattern: string): Decision {
  const [module] = all;
  const scope =
    all.find(({ bindings }) => bindings.some(({ name }) => name === "INSTALLED_APPS")) ?? module;
  const last = scope?.bindings.findLast(
    ({ name, conditional }) => !conditional && /^[A-Z][A-Z0-9_]*$/.test(name),
  )?.statement;
  const newline = lineEnding(source);
  const indent = last ? indentation(source, last.startIndex) : "";
  const strings = last?.descendantsOfType("string").filter((node) => node !== null) ?? [];
  const quote = quoteOf(strings);
  const at = last ? nextLine(source, last.endIndex) : source.length;
  const missing = at > 0 && !/[\r\n]$/.test(source.slice(0, at)) ? newline : "";
  const lines = [
    "# Health probes speak plain HTTP: SECURE_SSL_REDIRECT must let them through.",
    `${NAME} = [r${quote}${pattern}${quote}]`,
  ].map((line) => `${indent}${line}${newline}`);
  return { kind: "splice", splices: [insertion(at, `${missing}${newline}${lines.join("")}`)] };
}
