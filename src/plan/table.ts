import { canonicalLine } from "./canonical.js";
import { tokenize, type Token } from "./tokens.js";

/** An entry of a table, or a comment on lines of its own between entries. */
export interface Entry {
  readonly key: string;
  readonly kind: "entry" | "comment";
  /** White space before the entry. */
  readonly lead: string;
  /** The entry with its comma and a comment on the same line. */
  readonly body: string;
}

/** A dict literal bound to a top-level name. */
export interface Table {
  /** Up to the opening brace, a comment on the same line included. */
  readonly open: string;
  readonly entries: readonly Entry[];
  /** White space before the closing brace. */
  readonly lead: string;
  /** The closing brace and what follows it. */
  readonly close: string;
}

/** Reads an assignment of a dict literal as a table; null for any other right-hand side. */
export function splitTable(body: string): Table | null {
  const tokens = tokenize(body);
  const open = 1 + tokens.findIndex((token) => token.depth === 0 && body[token.start] === "=");
  const close = tokens.findIndex(
    (token, index) => index > open && token.kind === "close" && token.depth === 0,
  );
  if (!isDictLiteral(body, tokens, open, close)) return null;
  const inner = tokens.slice(open + 1, close);
  const openToken = tokens[open];
  const closeToken = tokens[close];
  if (!openToken || !closeToken) return null;
  const spans = entrySpans(body, inner);
  const openEnd = endWithComment(body, inner, openToken.end);
  const entries = namedEntries(
    body,
    spans.filter((span) => span.start >= openEnd),
    openEnd,
  );
  const last = spans.at(-1)?.end ?? openEnd;
  return {
    open: body.slice(0, openEnd),
    entries,
    lead: body.slice(Math.max(last, openEnd), closeToken.start),
    close: body.slice(closeToken.start),
  };
}

/** Joins a table to the text it was split from. */
export function joinTable({ open, entries, lead, close }: Table): string {
  return open + entries.map((entry) => entry.lead + entry.body).join("") + lead + close;
}

/** The table without its entries: what remains is the team's annotation and comments. */
export function frameOf({ open, close }: Table): string {
  return `${open}\n${close}`;
}

function isDictLiteral(
  body: string,
  tokens: readonly Token[],
  open: number,
  close: number,
): boolean {
  const after = tokens.slice(close + 1);
  const inner = tokens.slice(open + 1, close).filter((token) => token.depth === 1);
  const text = (token: Token | undefined): string =>
    token ? body.slice(token.start, token.end) : "";
  const code = inner.filter((token) => token.kind !== "comment");
  return (
    open > 0 &&
    close > open &&
    text(tokens[open]) === "{" &&
    after.every((token) => token.kind === "comment" || token.kind === "newline") &&
    !inner.some((token) => ["for", "async"].includes(text(token))) &&
    (code.length === 0 || text(code[0]) === "*" || code.some((token) => text(token) === ":"))
  );
}

interface Span {
  readonly kind: "entry" | "comment";
  readonly start: number;
  readonly end: number;
}

function entrySpans(body: string, inner: readonly Token[]): Span[] {
  const spans: Span[] = [];
  let start: number | null = null;
  let last = 0;
  for (const [index, token] of inner.entries()) {
    if (token.kind === "comment" && start === null) {
      spans.push({ kind: "comment", start: token.start, end: token.end });
      continue;
    }
    start ??= token.start;
    last = token.end;
    if (token.depth !== 1 || body.charAt(token.start) !== ",") continue;
    const end = endWithComment(body, inner.slice(index + 1, index + 2), token.end);
    spans.push({ kind: "entry", start, end });
    start = null;
  }
  if (start !== null) spans.push({ kind: "entry", start, end: last });
  return withoutSwallowed(spans);
}

/** A comment after a comma on its line was taken with the entry. */
function withoutSwallowed(spans: readonly Span[]): Span[] {
  return spans.filter((span, index) => {
    const before = spans[index - 1];
    return before === undefined || span.start >= before.end;
  });
}

function endWithComment(body: string, following: readonly Token[], end: number): number {
  const next = following[0];
  const sameLine = next?.kind === "comment" && !/[\r\n]/.test(body.slice(end, next.start));
  return sameLine ? next.end : end;
}

function namedEntries(body: string, spans: readonly Span[], from: number): Entry[] {
  const seen = new Map<string, number>();
  let at = from;
  return spans.map(({ kind, start, end }) => {
    const text = body.slice(start, end);
    const name = kind === "comment" ? text.trim().replace(/\s+/g, " ") : entryKey(text);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const entry = {
      kind,
      key: count === 1 ? name : `${name} #${count}`,
      lead: body.slice(at, start),
      body: text,
    };
    at = end;
    return entry;
  });
}

function entryKey(text: string): string {
  const tokens = tokenize(text);
  const colon = tokens.find((token) => token.depth === 0 && text.charAt(token.start) === ":");
  const end = colon?.start ?? text.search(/,?\s*(?:#.*)?$/);
  return canonicalLine(text.slice(0, end));
}
