import { advance, type Lexer } from "./lexer.js";
import type { Expression } from "./syntax.js";

type Rule = (lexer: Lexer) => Expression;

/** The expression grammar as the parts of it see each other. */
export interface Rules {
  readonly expression: Rule;
  /** With `name := value`. */
  readonly named: Rule;
  /** With commas and stars. */
  readonly list: Rule;
  /** What `for` assigns to. */
  readonly target: Rule;
  /** No conditional, as after `in` of a comprehension. */
  readonly disjunction: Rule;
}

/** Whether the current token is this operator. */
export const is = (lexer: Lexer, text: string): boolean =>
  lexer.kind === "op" && lexer.text === text;

/** Whether the current token is this word. */
export const isWord = (lexer: Lexer, text: string): boolean =>
  lexer.kind === "name" && lexer.text === text;

/** Moves past an operator if it is there. */
export function take(lexer: Lexer, text: string): boolean {
  if (!is(lexer, text)) return false;
  advance(lexer);
  return true;
}

/** Moves past an operator that must be there. */
export function expect(lexer: Lexer, text: string): void {
  if (!take(lexer, text)) lexer.bad = true;
}

let count = 0;

/** A node for source that does not parse. */
export function bad(start: number): { readonly type: "bad"; readonly start: number } {
  count++;
  return { type: "bad", start };
}

/** How many such nodes have been made, so that who parses a text knows whether to look for one. */
export const badNodes = (): number => count;

/** Gives up on the current statement. */
export function lose(lexer: Lexer): Expression {
  lexer.bad = true;
  return bad(lexer.start);
}

/** Skips a token that fits nowhere, unless it ends the statement or a bracket. */
export function skipJunk(lexer: Lexer): boolean {
  if (lexer.kind === "newline" || lexer.kind === "end") return false;
  lexer.bad = true;
  advance(lexer);
  return true;
}

/** Whether the logical line ends at the current token. */
export const atLineEnd = (lexer: Lexer): boolean =>
  lexer.kind === "newline" || lexer.kind === "end";
