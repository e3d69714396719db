import type { Node } from "web-tree-sitter";
import type { Edit } from "../plan/types.js";
import { insertSetting } from "./new-setting.js";
import { scopes } from "./python-bindings.js";
import { editPython, type Decision } from "./python-edit.js";
import { quoteOf, sequenceOf } from "./python-sequence.js";
import { items, unwrapped } from "./python-tree.js";
import { insertElement } from "./sequence.js";

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
  if (!binding) {
    const write = (quote: string) => [
      "# Health probes speak plain HTTP: SECURE_SSL_REDIRECT must let them through.",
      `${NAME} = [r${quote}${pattern}${quote}]`,
    ];
    return { kind: "splice", splices: [insertSetting(all, source, write)] };
  }
  const sequence = binding.value ? sequenceOf(binding.value) : null;
  if (!sequence || !binding.value || found.length > 1 || binding.conditional) {
    return { kind: "refused", reason: `${NAME} is computed`, at: binding.statement.startIndex };
  }
  const quote = quoteOf(items(unwrapped(binding.value)));
  const element = `r${quote}${pattern}${quote}`;
  return { kind: "splice", splices: insertElement(source, sequence, element) };
}
