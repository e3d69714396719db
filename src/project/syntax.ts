import { UserError } from "../errors.js";
import { isSuite, suitesIn } from "../python/suites.js";
import { normalise, parseModule } from "../python/parse-module.js";
import { badNodes } from "../python/parser.js";
import type { Suite } from "../python/syntax.js";
import { unmatchedBracket } from "./brackets.js";
import type { Doubts } from "./doubts.js";
import type { Place } from "./facts.js";
import type { Repository, Scan } from "./repository.js";

/** The line of the first damaged statement or expression. */
export const BAD_LINE: Scan<number | null> = { name: "bad line", find: firstBadLine };

/** The line of a bracket that does not match. */
export const BRACKET: Scan<number | null> = { name: "bracket", find: unmatchedBracket };

/** Refuses files that Django could not import: those of settings, the URLconf and models. */
export function checkSyntax(repository: Repository, files: Iterable<string>): void {
  for (const file of [...new Set(files)].toSorted()) {
    const decoded = repository.source(file);
    if (decoded === null) continue;
    if (decoded.kind === "undecodable") {
      throw refused({ file, line: 1 }, `a file that cannot be read: ${decoded.reason}`, ENCODING);
    }
    const line = repository.scan(file, BAD_LINE) ?? repository.scan(file, BRACKET);
    if (line !== null) throw refused({ file, line }, "a line that does not parse", SYNTAX);
  }
}

/** Doubts what other files define when they are damaged; reading goes on without them. */
export function doubtDamage(repository: Repository, files: Iterable<string>, doubts: Doubts): void {
  for (const file of new Set(files)) {
    const decoded = repository.source(file);
    if (decoded === null) continue;
    if (decoded.kind === "undecodable") {
      doubts.add({ file, line: 1 }, `the file cannot be read: ${decoded.reason}`, LOST);
      continue;
    }
    const line = repository.scan(file, BRACKET);
    if (line !== null) doubts.add({ file, line }, "a bracket that does not match", LOST);
  }
}

const LOST = "models, serializers and routes of this file may be missing";

const ENCODING = "Save the file as UTF-8.";
const SYNTAX = "Mend that line, so that Django can import the file, then run again.";

function refused(place: Place, found: string, hint: string): UserError {
  return new UserError(`Expected Python in ${place.file}, found ${found}.`, { hint, place });
}

/** The line of the first damaged statement or expression; function bodies are parsed for this. */
function firstBadLine(source: string): number | null {
  const text = normalise(source);
  const suite = parseModule(text);
  const before = badNodes();
  openAll(suite);
  const start = badNodes() === before ? null : firstBad(suite);
  return start === null ? null : text.slice(0, start).split("\n").length;
}

function openAll(suite: Suite): void {
  for (const statement of suite.statements()) suitesIn(statement).forEach(openAll);
}

function firstBad(node: unknown): number | null {
  if (typeof node !== "object" || node === null) return null;
  if (isSuite(node)) return firstBad(node.statements());
  if (isBad(node)) return node.start;
  for (const child of Object.values(node)) {
    const found = firstBad(child);
    if (found !== null) return found;
  }
  return null;
}

function isBad(node: object): node is { readonly type: "bad"; readonly start: number } {
  return "type" in node && node.type === "bad";
}
