const SPACE = /[ \t\r\n]*/y;
const SCALAR =
  /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/**
 * Line of the first fault in a text that JSON.parse refused. Its own message names a position in
 * some versions of Node and for some faults only.
 */
export function lineOfJsonFault(text: string): number {
  const offset = value(text, 0).at;
  return text.slice(0, offset).trimEnd().split("\n").length;
}

interface Position {
  readonly at: number;
  readonly fault: boolean;
}

function value(text: string, start: number): Position {
  const at = skip(SPACE, text, start);
  const opening = text.charAt(at);
  if (opening === "{") return members(text, at + 1, "}");
  if (opening === "[") return members(text, at + 1, "]");
  const end = skip(SCALAR, text, at);
  return end > at ? { at: end, fault: false } : { at: at + 1, fault: true };
}

function members(text: string, start: number, closing: "}" | "]"): Position {
  let at = skip(SPACE, text, start);
  if (text.charAt(at) === closing) return { at: at + 1, fault: false };
  for (;;) {
    const member = closing === "}" ? pair(text, at) : value(text, at);
    if (member.fault) return member;
    at = skip(SPACE, text, member.at);
    if (text.charAt(at) === closing) return { at: at + 1, fault: false };
    if (text.charAt(at) !== ",") return { at: at + 1, fault: true };
    at += 1;
  }
}

function pair(text: string, start: number): Position {
  const at = skip(SPACE, text, start);
  const key = text.charAt(at) === '"' ? value(text, at) : { at: at + 1, fault: true };
  if (key.fault) return key;
  const colon = skip(SPACE, text, key.at);
  return text.charAt(colon) === ":" ? value(text, colon + 1) : { at: colon + 1, fault: true };
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
