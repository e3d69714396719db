import type { Node } from "web-tree-sitter";
import type { Edit } from "../plan/types.js";
import { insertSetting } from "./new-setting.js";
import { scopes, type Binding } from "./python-bindings.js";
import { editPython, type Decision } from "./python-edit.js";
import { quoteOf, sequenceOf } from "./python-sequence.js";
import { field, items, stringValue, unwrapped } from "./python-tree.js";
import { insertElement } from "./sequence.js";
import { lineNumber } from "./splice.js";

/** A key to set in a settings dictionary, with a text value. */
export interface SettingKey {
  /** The dictionary, such as "REST_FRAMEWORK". */
  readonly name: string;
  readonly key: string;
  readonly value: string;
}

/** Sets a key of a settings dictionary; a value that the team chose stays. */
export function setSettingKey(source: string, wanted: SettingKey): Edit {
  const byHand = `${wanted.name}["${wanted.key}"] = "${wanted.value}"`;
  return editPython(source, byHand, (root, text) => decide(root, text, wanted));
}

function decide(root: Node, source: string, wanted: SettingKey): Decision {
  const all = scopes(root);
  const later = laterValue(root, wanted);
  if (later) return settled(source, later, wanted);
  const found = all.flatMap(({ bindings }) => bindings).filter(({ name }) => name === wanted.name);
  const binding = found.find(({ operator, conditional }) => operator === "=" && !conditional);
  if (binding) return intoBinding(source, binding, wanted);
  const [conditional] = found;
  if (conditional) {
    const reason = `${wanted.name} is set under a condition`;
    return { kind: "refused", reason, at: conditional.statement.startIndex };
  }
  const { name, key, value } = wanted;
  const write = (quote: string) => [
    `${name} = {`,
    `    ${quote}${key}${quote}: ${quote}${value}${quote},`,
    "}",
  ];
  return { kind: "splice", splices: [insertSetting(all, source, write)] };
}

function intoBinding(source: string, binding: Binding, wanted: SettingKey): Decision {
  const value = binding.value ? unwrapped(binding.value) : null;
  if (value?.type === "dictionary") return intoLiteral(source, value, wanted);
  if (value?.type === "call" && field(value, "function")?.text === "dict") {
    const call = field(value, "arguments");
    if (call) return intoCall(source, call, wanted);
  }
  return {
    kind: "refused",
    reason: `${wanted.name} is computed, not written out`,
    at: binding.statement.startIndex,
  };
}

function intoLiteral(source: string, literal: Node, wanted: SettingKey): Decision {
  const pairs = items(literal).filter((item) => item.type === "pair");
  const keys = pairs.map((pair) => field(pair, "key")).filter((key) => key !== null);
  const pair = pairs.find((candidate) => {
    const key = field(candidate, "key");
    return key !== null && stringValue(key) === wanted.key;
  });
  const value = pair && field(pair, "value");
  if (value) return settled(source, value, wanted);
  const sequence = sequenceOf(literal);
  if (!sequence) return { kind: "refused", reason: "the value is no dictionary" };
  const quote = quoteOf(keys);
  const element = `${quote}${wanted.key}${quote}: ${quote}${wanted.value}${quote}`;
  return { kind: "splice", splices: insertElement(source, sequence, element) };
}

function intoCall(source: string, call: Node, wanted: SettingKey): Decision {
  const keywords = items(call).filter((item) => item.type === "keyword_argument");
  const keyword = keywords.find((item) => field(item, "name")?.text === wanted.key);
  const value = keyword && field(keyword, "value");
  if (value) return settled(source, value, wanted);
  const sequence = sequenceOf(call);
  if (!sequence || keywords.length !== items(call).length) {
    return { kind: "refused", reason: `${wanted.name} is computed`, at: call.startIndex };
  }
  const values = keywords.map((item) => field(item, "value")).filter((item) => item !== null);
  const quote = quoteOf(values);
  const element = `${wanted.key}=${quote}${wanted.value}${quote}`;
  return { kind: "splice", splices: insertElement(source, sequence, element) };
}

function settled(source: string, value: Node, wanted: SettingKey): Decision {
  const line = lineNumber(source, value.startIndex);
  const same = stringValue(value) === wanted.value;
  const reason = same
    ? `${wanted.key} is set so already (line ${line})`
    : `${wanted.key} is ${value.text} (line ${line}), which is kept`;
  return { kind: "unchanged", reason };
}

/** The value given by `NAME["KEY"] = …`, or by `NAME.update({…})`. */
function laterValue(root: Node, { name, key }: SettingKey): Node | null {
  for (const assignment of root.descendantsOfType("assignment")) {
    const target = assignment && field(assignment, "left");
    if (!assignment || target?.type !== "subscript") continue;
    const [subscript] = items(target).slice(1);
    const isTarget = field(target, "value")?.text === name;
    if (isTarget && subscript && stringValue(subscript) === key) return field(assignment, "right");
  }
  for (const call of root.descendantsOfType("call")) {
    if (!call || field(call, "function")?.text !== `${name}.update`) continue;
    for (const pair of call.descendantsOfType("pair")) {
      const pairKey = pair && field(pair, "key");
      if (pair && pairKey && stringValue(pairKey) === key) return field(pair, "value");
    }
  }
  return null;
}
