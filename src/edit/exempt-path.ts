import type { Node } from "web-tree-sitter";
import type { Edit } from "../plan/types.js";
import { insertSetting } from "./new-setting.js";
import { scopes } from "./python-bindings.js";
import { editPython, type Decision } from "./python-edit.js";
import { quoteOf, sequenceOf } from "./python-sequence.js";
import { items, unwrapped } from "./python-tree.js";
import { insertElement } from "./sequence.js";

/** A list in the settings of paths that a middleware leaves alone, and what to add to it. */
export interface Exemption {
  readonly setting: string;
  /** A path, or with `isPattern` a regular expression of one without its leading slash. */
  readonly path: string;
  readonly isPattern: boolean;
  /** The comment above a list that is new: why the path must get through. */
  readonly comment: string;
}

/** Lets a path past a middleware that would answer, redirect or record it. */
export function exemptPath(source: string, exemption: Exemption): Edit {
  const byHand = `${exemption.setting} = [${element(exemption, '"')}]`;
  return editPython(source, byHand, (root, text) => decide(root, text, exemption));
}

function element({ path, isPattern }: Exemption, quote: string): string {
  return `${isPattern ? "r" : ""}${quote}${path}${quote}`;
}

function decide(root: Node, source: string, exemption: Exemption): Decision {
  const { setting, comment } = exemption;
  const all = scopes(root);
  const found = all.flatMap(({ bindings }) => bindings).filter(({ name }) => name === setting);
  const listed = found.find(({ value }) =>
    ["'", '"'].some((quote) => value?.text.includes(element(exemption, quote))),
  );
  if (listed) return { kind: "unchanged", reason: `${setting} covers it already` };
  const [binding] = found;
  if (!binding) {
    const write = (quote: string) => [
      `# ${comment}`,
      `${setting} = [${element(exemption, quote)}]`,
    ];
    return { kind: "splice", splices: [insertSetting(all, source, write)] };
  }
  const sequence = binding.value ? sequenceOf(binding.value) : null;
  if (!sequence || !binding.value || found.length > 1 || binding.conditional) {
    return { kind: "refused", reason: `${setting} is computed`, at: binding.statement.startIndex };
  }
  const quote = quoteOf(items(unwrapped(binding.value)));
  return { kind: "splice", splices: insertElement(source, sequence, element(exemption, quote)) };
}
