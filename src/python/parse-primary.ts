import { advance, type Lexer } from "./lexer.js";
import { parseArguments, parseBrackets, parseSubscript } from "./parse-brackets.js";
import { parseNumber, parseStrings } from "./parse-literals.js";
import { lose, type Rules } from "./parser.js";
import type { Expression } from "./syntax.js";

const RESERVED = new Set(
  (
    "and as assert async break class continue def del elif else except finally for from global if " +
    "import in is nonlocal not or pass raise return try while with"
  ).split(" "),
);

/** Whether a word is a keyword, which no name can be. */
export const isReserved = (word: string): boolean => RESERVED.has(word);

/** A name, a literal or brackets, with what is called, subscribed or asked of it. */
export function parsePrimary(lexer: Lexer, rules: Rules): Expression {
  const { start } = lexer;
  let object = parseAtom(lexer, rules);
  while (lexer.kind === "op") {
    if (lexer.text === ".") {
      advance(lexer);
      if ((lexer.kind as string) !== "name") return lose(lexer);
      object = { type: "attribute", object, name: lexer.text, start };
      advance(lexer);
    } else if (lexer.text === "(") {
      object = { type: "call", callee: object, arguments: parseArguments(lexer, rules), start };
    } else if (lexer.text === "[") {
      object = { type: "subscript", object, index: parseSubscript(lexer, rules), start };
    } else break;
  }
  return object;
}

function parseAtom(lexer: Lexer, rules: Rules): Expression {
  const { start, text } = lexer;
  switch (lexer.kind) {
    case "name":
      return parseWord(lexer);
    case "number":
      advance(lexer);
      return parseNumber(text, start);
    case "string":
    case "format":
      return parseStrings(lexer, rules);
    case "op":
      if (text === "(" || text === "[" || text === "{") return parseBrackets(lexer, rules);
      if (text !== "...") return lose(lexer);
      advance(lexer);
      return { type: "constant", value: "...", start };
    default:
      return lose(lexer);
  }
}

const CONSTANTS = new Map<string, null | boolean>([
  ["None", null],
  ["True", true],
  ["False", false],
]);

function parseWord(lexer: Lexer): Expression {
  const { start, text } = lexer;
  if (isReserved(text)) return lose(lexer);
  advance(lexer);
  const constant = CONSTANTS.get(text);
  return constant === undefined
    ? { type: "name", id: text, start }
    : { type: "constant", value: constant, start };
}
