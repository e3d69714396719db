import { canonicalLine } from "./canonical.js";
import { splitTable, type Table } from "./table.js";
import { lineStart, tokenize, type Token } from "./tokens.js";

export type BlockKind =
  "comment" | "docstring" | "import" | "definition" | "assignment" | "statement";

/** A piece of a Python file that is generated, edited and merged as one. */
export interface Block {
  /** Unique within its file, the same whatever the formatting. */
  readonly key: string;
  readonly kind: BlockKind;
  /** Blank lines before the block. */
  readonly lead: string;
  readonly body: string;
  /** The entries, where the block is a dict literal bound to a name. */
  readonly table: Table | null;
}

/** A file as blocks: leads and bodies joined, then the tail, give back its text. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly tail: string;
}

interface LogicalLine {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
  readonly indented: boolean;
}

const CONTINUES = new Set(["else", "elif", "except", "finally"]);

/** Splits a Python file at its top-level statements and comments. */
export function splitBlocks(source: string): Blocks {
  const lines = logicalLines(source);
  const groups = groupLines(source, lines);
  const keys = new Map<string, number>();
  const blocks: Block[] = [];
  let at = 0;
  for (const group of groups) {
    const start = group[0]?.start ?? at;
    const end = group.at(-1)?.end ?? at;
    const body = source.slice(start, end);
    const { key, kind, table } = identify(body, blocks);
    blocks.push({ key: numbered(key, keys), kind, lead: source.slice(at, start), body, table });
    at = end;
  }
  return { blocks, tail: source.slice(at) };
}

/** Joins blocks to the text they were split from. */
export function joinBlocks({ blocks, tail }: Blocks): string {
  return blocks.map((block) => block.lead + block.body).join("") + tail;
}

function logicalLines(source: string): LogicalLine[] {
  const lines: LogicalLine[] = [];
  let tokens: Token[] = [];
  const close = (end: number): void => {
    const first = tokens[0];
    if (first) {
      const start = lineStart(source, first.start);
      const lead = source.slice(start, first.start).replaceAll("\uFEFF", "");
      lines.push({ tokens, start, end, indented: lead.length > 0 });
    }
    tokens = [];
  };
  for (const token of tokenize(source)) {
    if (token.kind === "newline") close(token.end);
    else tokens.push(token);
  }
  close(source.length);
  return lines;
}

function groupLines(source: string, lines: readonly LogicalLine[]): LogicalLine[][] {
  const groups: LogicalLine[][] = [];
  for (const [index, line] of lines.entries()) {
    const group = groups.at(-1);
    if (group && belongs(source, lines, index, group)) group.push(line);
    else groups.push([line]);
  }
  return groups;
}

function belongs(
  source: string,
  lines: readonly LogicalLine[],
  index: number,
  group: readonly LogicalLine[],
): boolean {
  const line = lines[index];
  const last = group.at(-1);
  if (!line || !last) return false;
  if (line.indented) return true;
  if (isComment(line)) {
    if (isComment(last) && last.end === line.start && group.every(isComment)) return true;
    if (group.every(isComment)) return false;
    const next = lines.slice(index + 1).find((each) => !isComment(each) || each.indented);
    return isDecorator(source, last) || next?.indented === true;
  }
  if (isComment(last) && group.every(isComment)) return false;
  const code = group.findLast((each) => !isComment(each));
  if (code && !code.indented && isDecorator(source, code)) return true;
  return CONTINUES.has(firstWord(source, line));
}

function isComment(line: LogicalLine): boolean {
  return line.tokens[0]?.kind === "comment";
}

function isDecorator(source: string, line: LogicalLine): boolean {
  return !line.indented && source.charAt(line.tokens[0]?.start ?? 0) === "@";
}

function firstWord(source: string, line: LogicalLine): string {
  const token = line.tokens[0];
  return token?.kind === "word" ? source.slice(token.start, token.end) : "";
}

interface Identity {
  readonly key: string;
  readonly kind: BlockKind;
  readonly table: Table | null;
}

function named(kind: BlockKind, key: string): Identity {
  return { kind, key, table: null };
}

function identify(body: string, before: readonly Block[]): Identity {
  if (body.startsWith("#") || body.startsWith("\uFEFF#")) return named("comment", commentKey(body));
  const isFirst = before.every((block) => block.kind === "comment");
  if (isFirst && /^\uFEFF?[rRuU]?["']/.test(body)) return named("docstring", '"""docstring"""');
  const imported = /^\uFEFF?(from\s+[\w.]+\s+import\b|import\s[^#;(]*)/.exec(body);
  if (imported?.[1]) return named("import", canonicalLine(imported[1]));
  if (/^(?:@|async\b|def\b|class\b)/.test(body)) {
    const defined = /^(?:async\s+)?(def|class)\s+([\p{L}\p{N}_]+)/mu.exec(body);
    if (defined) return named("definition", `${defined[1]} ${defined[2]}`);
  }
  const assigned = /^([\p{L}_][\p{L}\p{N}_]*)\s*(?::(?!=)[^=]*)?=(?!=)/u.exec(body);
  if (assigned?.[1]) {
    return { kind: "assignment", key: assigned[1], table: splitTable(body) };
  }
  return named("statement", canonicalLine(body.split(/\r?\n/)[0] ?? "").slice(0, 80));
}

/** The words of a comment, as the name that tells it from others. */
function commentKey(text: string): string {
  return text.replaceAll("\uFEFF", "").trim().replace(/\s+/g, " ");
}

function numbered(key: string, seen: Map<string, number>): string {
  const count = (seen.get(key) ?? 0) + 1;
  seen.set(key, count);
  return count === 1 ? key : `${key} #${count}`;
}
