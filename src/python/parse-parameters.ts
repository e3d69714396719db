import { advance, type Lexer } from "./lexer.js";
import { expect, is, skipJunk, take, type Rules } from "./parser.js";
import type { Expression, Parameter } from "./syntax.js";

/** `lambda a, b=1: body`. */
export function parseLambda(lexer: Lexer, rules: Rules): Expression {
  const { start } = lexer;
  advance(lexer);
  const parameters = parseParameters(lexer, rules, ":");
  return { type: "lambda", parameters: () => parameters, body: rules.expression(lexer), start };
}

/** Parameters up to and including `close`; those of a lambda have no annotations. */
export function parseParameters(lexer: Lexer, rules: Rules, close: ")" | ":"): Parameter[] {
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  while (!take(lexer, close)) {
    if (take(lexer, ",")) continue;
    if (lexer.kind === "newline" || lexer.kind === "end") break;
    if (take(lexer, "/")) {
      parameters.forEach((one, at) => (parameters[at] = { ...one, kind: "positional" }));
      continue;
    }
    if (is(lexer, "*") || is(lexer, "**")) {
      const star = parseStar(lexer, rules, close);
      if (star) parameters.push(star);
      keywordOnly = true;
    } else if (lexer.kind === "name") {
      const name = lexer.text;
      advance(lexer);
      skipAnnotation(lexer, rules, close);
      const value = take(lexer, "=") ? rules.expression(lexer) : null;
      parameters.push({ name, kind: keywordOnly ? "keyword" : "normal", default: value });
    } else if (!skipJunk(lexer)) break;
  }
  return parameters;
}

function parseStar(lexer: Lexer, rules: Rules, close: ")" | ":"): Parameter | null {
  const kind = lexer.text === "*" ? "*" : "**";
  advance(lexer);
  if (lexer.kind !== "name") return null;
  const name = lexer.text;
  advance(lexer);
  skipAnnotation(lexer, rules, close);
  return { name, kind, default: null };
}

function skipAnnotation(lexer: Lexer, rules: Rules, close: ")" | ":"): void {
  if (close === ":" || !take(lexer, ":")) return;
  take(lexer, "*");
  rules.expression(lexer);
}

/** Skips PEP 695 type parameters, `[T: Base, *Ts]`. */
export function skipTypeParameters(lexer: Lexer): void {
  if (!is(lexer, "[")) return;
  const depth = lexer.depth;
  do advance(lexer);
  while (lexer.depth >= depth && lexer.kind !== "newline" && lexer.kind !== "end");
  expect(lexer, "]");
}
