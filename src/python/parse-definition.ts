import type { BlockReader } from "./block-reader.js";
import { blockEnd, logicalLineEnd } from "./characters.js";
import { advance, openLexer, type Lexer } from "./lexer.js";
import { parseArguments } from "./parse-brackets.js";
import { parseExpression, rules } from "./parse-expression.js";
import { parseParameters, skipTypeParameters } from "./parse-parameters.js";
import { atLineEnd, is, isWord, take, bad } from "./parser.js";
import type { ClassNode, Expression, FunctionNode, Parameter, Statement, Suite } from "./syntax.js";

interface Header {
  readonly parameters: readonly Parameter[];
  /** Where the body begins when it stands on the line of the header. */
  readonly inline: number | null;
}

/** A function: its extent is found at once, parameters and body are parsed when asked for. */
export function parseFunction(
  reader: BlockReader,
  decorators: readonly Expression[],
  isAsync: boolean,
): FunctionNode | Statement {
  const { source, end, pos: start, width } = reader;
  const lexer = openWords(source, start, end);
  const name = lexer.text;
  const from = logicalLineEnd(source, start, end);
  reader.pos = blockEnd(source, from, end, width);
  if (lexer.kind !== "name") return bad(start);
  let header: Header | null = null;
  const read = (): Header => (header ??= parseHeader(lexer));
  const block = reader.suite(source, from, reader.pos);
  const body: Suite = {
    start: from,
    end: reader.pos,
    statements: () => {
      const { inline } = read();
      return (inline === null ? block : reader.suite(source, inline, from)).statements();
    },
    // A body on the line of the header has no lines of its own.
    isOpen: () => block.isOpen(),
  };
  return {
    type: "function",
    name,
    parameters: () => read().parameters,
    decorators,
    body,
    isAsync,
    start,
  };
}

/** A lexer on the name of a definition. */
function openWords(source: string, start: number, end: number): Lexer {
  const lexer = openLexer(source, start, end);
  if (isWord(lexer, "async")) advance(lexer);
  advance(lexer);
  return lexer;
}

function parseHeader(lexer: Lexer): Header {
  advance(lexer);
  skipTypeParameters(lexer);
  take(lexer, "(");
  const parameters = parseParameters(lexer, rules, ")");
  if (take(lexer, "->")) parseExpression(lexer);
  const colon = take(lexer, ":");
  return { parameters, inline: colon && !atLineEnd(lexer) ? lexer.start : null };
}

/** A class: its bases are parsed at once, its body when asked for. */
export function parseClass(
  reader: BlockReader,
  decorators: readonly Expression[],
): ClassNode | Statement {
  const { source, end, pos: start, width } = reader;
  const lexer = openWords(source, start, end);
  const name = lexer.text;
  const from = logicalLineEnd(source, start, end);
  reader.pos = blockEnd(source, from, end, width);
  if (lexer.kind !== "name") return bad(start);
  advance(lexer);
  skipTypeParameters(lexer);
  const bases = is(lexer, "(") ? parseArguments(lexer, rules) : [];
  const colon = take(lexer, ":");
  const inline = colon && !atLineEnd(lexer);
  const body = inline
    ? reader.suite(source, lexer.start, from)
    : reader.suite(source, from, reader.pos);
  return { type: "class", name, arguments: bases, decorators, body, start };
}
