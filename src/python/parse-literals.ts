import { advance, type Lexer } from "./lexer.js";
import { parseFormat } from "./parse-format.js";
import type { Rules } from "./parser.js";
import { literalText } from "./strings.js";
import type { Expression, FormatNode, StringNode } from "./syntax.js";

/** An int, float or complex literal. */
export function parseNumber(text: string, start: number): Expression {
  const plain = text.replaceAll("_", "");
  if (/[jJ]$/.test(plain)) return { type: "number", value: 0, of: "complex", start };
  const of = /^0[xob]/i.test(plain) || /^\d+$/.test(plain) ? "int" : "float";
  return { type: "number", value: Number(plain), of, start };
}

/** One or more string literals side by side, which make one string. */
export function parseStrings(lexer: Lexer, rules: Rules): Expression {
  const { start } = lexer;
  const parts: (StringNode | FormatNode)[] = [];
  while (lexer.kind === "string" || lexer.kind === "format") {
    parts.push(lexer.kind === "string" ? parseString(lexer) : parseFormat(lexer, rules));
  }
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  if (parts.every((part) => part.type === "string")) {
    return {
      type: "string",
      value: parts.map((part) => part.value).join(""),
      of: parts[0]?.of ?? "str",
      start,
    };
  }
  const joined = parts.flatMap((part) => (part.type === "string" ? [part.value] : part.parts));
  return {
    type: "format",
    parts: joined,
    template: parts.some((part) => part.type === "format" && part.template),
    start,
  };
}

function parseString(lexer: Lexer): StringNode {
  const { start, text } = lexer;
  const value = literalText(lexer.source.slice(start, lexer.pos), text);
  advance(lexer);
  return { type: "string", value, of: text.includes("b") ? "bytes" : "str", start };
}
