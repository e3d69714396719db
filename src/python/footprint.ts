import { kept, type Kept } from "./kept-lines.js";
import type { Statement, Suite } from "./syntax.js";

/**
 * What an evaluation has seen of a text: the blocks that it opened. Two texts that agree in the lines
 * of those blocks are the same to it, whatever stands in comments and in the blocks left closed.
 */
const OPEN = "(";
const CLOSE = ")";
const CLOSED = ".";
/** The block's text was read as it stands. */
const WHOLE = "t";
/** It was asked whether the block holds a `yield`. */
const GENERATOR = "y";

const askedForText = new WeakSet<Suite>();
const yields = new WeakMap<Suite, boolean>();

/** Notes that a block's text is read as it stands, comments included. */
export function askForText(suite: Suite): void {
  askedForText.add(suite);
}

/** Whether the text of a function's body makes it a generator. */
export function askForYield(source: string, suite: Suite): boolean {
  let answer = yields.get(suite);
  if (answer === undefined) {
    answer = /\byield\b/.test(source.slice(suite.start, suite.end));
    yields.set(suite, answer);
  }
  return answer;
}

/** Which blocks of a text have been opened, written as nested brackets. */
export function shapeOf(suite: Suite): string {
  const marks = (askedForText.has(suite) ? WHOLE : "") + (yields.has(suite) ? GENERATOR : "");
  if (!suite.isOpen()) return marks + CLOSED;
  const inner = suite.statements().flatMap(suitesIn).map(shapeOf);
  return `${marks}${OPEN}${inner.join("")}${CLOSE}`;
}

/**
 * The part of a text that an evaluation with this footprint sees; null when the text has other blocks
 * than the footprint tells of, or cannot be told apart into lines for certain.
 */
export function essence(source: string, suite: Suite, shape: string): Kept | null {
  const trace: Trace = { source, shape, at: 0, closed: [], whole: [], answers: "" };
  if (!follow(trace, suite) || trace.at !== shape.length) return null;
  const found = kept(source, trace.closed, trace.whole);
  return found === null ? null : { ...found, text: trace.answers + found.text };
}

interface Trace {
  readonly source: string;
  readonly shape: string;
  at: number;
  readonly closed: Suite[];
  readonly whole: Suite[];
  answers: string;
}

function follow(trace: Trace, suite: Suite): boolean {
  const { shape } = trace;
  if (shape[trace.at] === WHOLE) {
    trace.whole.push(suite);
    trace.at++;
  }
  if (shape[trace.at] === GENERATOR) {
    trace.answers += askForYield(trace.source, suite) ? "y" : "n";
    trace.at++;
  }
  const mark = shape[trace.at++];
  if (mark === CLOSED) {
    trace.closed.push(suite);
    return true;
  }
  if (mark !== OPEN) return false;
  for (const inner of suite.statements().flatMap(suitesIn)) {
    if (shape[trace.at] === CLOSE || !follow(trace, inner)) return false;
  }
  return shape[trace.at++] === CLOSE;
}

/** The blocks of a statement, in the order of the source. */
export function suitesIn(statement: Statement): readonly Suite[] {
  switch (statement.type) {
    case "function":
    case "class":
    case "with":
      return [statement.body];
    case "if":
    case "for":
    case "while":
      return statement.otherwise ? [statement.body, statement.otherwise] : [statement.body];
    case "try":
      return [
        statement.body,
        ...statement.handlers.map(({ body }) => body),
        ...[statement.otherwise, statement.finally].filter((suite) => suite !== null),
      ];
    case "match":
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}
