import { NOTHING_INERT, type Holder, type Inert } from "./inert.js";
import { kept, type Kept, type Stretch } from "./kept-lines.js";
import { suitesIn } from "./suites.js";
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

/** Which blocks of a text have been opened, written as nested brackets; inert statements have none. */
export function shapeOf(suite: Suite, inert: Inert, holder: Holder = "module"): string {
  const isWhole = askedForText.has(suite);
  const marks = (isWhole ? WHOLE : "") + (yields.has(suite) ? GENERATOR : "");
  if (!suite.isOpen()) return marks + CLOSED;
  const within = isWhole ? NOTHING_INERT : inert;
  const inner = suite.statements().flatMap((one) => {
    if (within.end(one, holder) !== null) return [];
    const below = holderIn(one, holder);
    return suitesIn(one).map((body) => shapeOf(body, within, below));
  });
  return `${marks}${OPEN}${inner.join("")}${CLOSE}`;
}

/**
 * The part of a text that an evaluation with this footprint sees; null when the text has other blocks
 * than the footprint tells of, or cannot be told apart into lines for certain.
 */
export function essence(source: string, suite: Suite, shape: string, inert: Inert): Kept | null {
  const trace: Trace = { source, shape, at: 0, closed: [], whole: [], gone: [], answers: "" };
  if (!follow(trace, suite, inert, "module") || trace.at !== shape.length) return null;
  const found = kept(source, trace);
  return found === null ? null : { ...found, text: trace.answers + found.text };
}

interface Trace {
  readonly source: string;
  readonly shape: string;
  at: number;
  readonly closed: Suite[];
  readonly whole: Suite[];
  /** Inert statements. */
  readonly gone: Stretch[];
  answers: string;
}

function follow(trace: Trace, suite: Suite, inert: Inert, holder: Holder): boolean {
  const { shape } = trace;
  let within = inert;
  if (shape[trace.at] === WHOLE) {
    trace.whole.push(suite);
    within = NOTHING_INERT;
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
  const statements = suite.statements();
  if (!statements.every((one) => followStatement(trace, one, within, holder))) return false;
  if (statements.length === 0) trace.answers += "e";
  // What makes some classes models is that they have fields at all.
  const isField = (one: Statement) => one.type === "assign" && within.end(one, holder) !== null;
  if (holder === "class") trace.answers += statements.some(isField) ? "f" : "-";
  return shape[trace.at++] === CLOSE;
}
function followStatement(trace: Trace, one: Statement, inert: Inert, holder: Holder): boolean {
  const end = inert.end(one, holder);
  if (end !== null) {
    trace.gone.push({ start: one.start, end });
    return true;
  }
  const below = holderIn(one, holder);
  return suitesIn(one).every(
    (body) => trace.shape[trace.at] !== CLOSE && follow(trace, body, inert, below),
  );
}

const holderIn = (statement: Statement, holder: Holder): Holder =>
  statement.type === "function"
    ? "function"
    : statement.type === "class" && holder === "module"
      ? "class"
      : "other";
