/** A piece of a route: text, any text, or a parameter (null for an unnamed group). */
export type Token =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "wild" }
  | { readonly kind: "param"; readonly name: string | null; readonly converter: string };

const text = (value: string): Token => ({ kind: "text", value });
const WILD: Token = { kind: "wild" };

/** Reads the route of a `path()`. */
export function pathTokens(route: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of route.matchAll(/<(?:([^>:]+):)?([^>]+)>/g)) {
    tokens.push(text(route.slice(end, match.index)));
    tokens.push({ kind: "param", name: match[2] ?? "", converter: match[1] ?? "str" });
    end = match.index + match[0].length;
  }
  return [...tokens, text(route.slice(end))];
}

/** Reads the regular expression of a `re_path()`. */
export const regexTokens = (regex: string): readonly Token[] => readTokens({ regex, at: 0 });

/** A route as it is written for people, and its parameters in order. */
export interface WrittenPath {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Writes `/courses/{pk}/`: the parts joined after a slash, unnamed groups numbered from 0. */
export function writePath(tokens: readonly Token[]): WrittenPath {
  let path = "/";
  let unnamed = 0;
  const params: Record<string, string> = {};
  for (const token of tokens) {
    if (token.kind === "text") path += token.value;
    else if (token.kind === "wild") path += path.endsWith("*") ? "" : "*";
    else {
      const name = token.name ?? String(unnamed++);
      path += `{${name}}`;
      params[name] = token.converter;
    }
  }
  return { path, params };
}

/** Whether a pattern's own part is DRF's twin of another one with a format suffix. */
export const isFormatSuffix = (route: string): boolean =>
  /\\\.\(\?P<format>.*\)(?:\/\?|\/)?(?:\$|\\Z)?$|<drf_format_suffix[^>]*>/.test(route);

interface Reader {
  readonly regex: string;
  at: number;
}

const QUANTIFIER = /(?:[?*+]|\{(?=[\d,])(\d*)(?:,\d*)?\})[?+]?/y;
const NAMED_GROUP = /\(\?P<(\w+)>/y;
const INVISIBLE_GROUP = /\(\?(?:=|!|<=|<!|#|[aiLmsux]+\))/y;
const TRANSPARENT_GROUP = /\(\?[aiLmsux-]*:/y;

function matchAt(pattern: RegExp, reader: Reader): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  return pattern.exec(reader.regex);
}

/** Reads up to the end of the expression or of the group that is open; the first alternative counts. */
function readTokens(reader: Reader): readonly Token[] {
  let tokens: Token[] = [];
  let first: Token[] | null = null;
  while (reader.at < reader.regex.length && reader.regex.charAt(reader.at) !== ")") {
    if (reader.regex.charAt(reader.at) === "|") {
      reader.at++;
      first ??= tokens;
      tokens = [];
      continue;
    }
    const isGroup = matchAt(TRANSPARENT_GROUP, reader) !== null;
    const atom = readAtom(reader);
    const absent = skipQuantifier(reader) && (isGroup || !isVariable(atom));
    tokens.push(...(absent && !isSlash(atom) ? [] : atom));
  }
  return first ?? tokens;
}

const isVariable = (atom: readonly Token[]): boolean =>
  atom.length === 1 && atom[0]?.kind !== "text";

function isSlash([only, ...more]: readonly Token[]): boolean {
  return more.length === 0 && only?.kind === "text" && only.value === "/";
}

function readAtom(reader: Reader): readonly Token[] {
  const char = reader.regex.charAt(reader.at);
  if (char === "(") return readGroup(reader);
  if (char === "[") return readClass(reader);
  if (char === "\\") return readEscape(reader);
  reader.at++;
  if (char === "^" || char === "$") return [];
  return char === "." && matchAt(QUANTIFIER, reader) ? [WILD] : [text(char)];
}

function readGroup(reader: Reader): readonly Token[] {
  const named = matchAt(NAMED_GROUP, reader);
  if (named || matchAt(INVISIBLE_GROUP, reader)) {
    skipGroup(reader);
    return named ? [{ kind: "param", name: named[1] ?? "", converter: "str" }] : [];
  }
  const transparent = matchAt(TRANSPARENT_GROUP, reader);
  if (!transparent) {
    skipGroup(reader);
    return [{ kind: "param", name: null, converter: "str" }];
  }
  reader.at += transparent[0].length;
  const tokens = readTokens(reader);
  reader.at++;
  return tokens;
}

function skipGroup(reader: Reader): void {
  let depth = 0;
  while (reader.at < reader.regex.length) {
    const char = reader.regex.charAt(reader.at);
    if (char === "[") {
      readClass(reader);
      continue;
    }
    reader.at += char === "\\" ? 2 : 1;
    if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return;
  }
}

function readClass(reader: Reader): readonly Token[] {
  const { regex } = reader;
  const start = reader.at + 1;
  let end = regex.charAt(start) === "^" ? start + 1 : start;
  if (regex.charAt(end) === "]") end++;
  while (end < regex.length && regex.charAt(end) !== "]") end += regex.charAt(end) === "\\" ? 2 : 1;
  reader.at = end + 1;
  const content = regex.slice(start, end);
  if (/^\\[^A-Za-z0-9]$/.test(content)) return [text(content.charAt(1))];
  return content.length === 1 ? [text(content)] : [WILD];
}

function readEscape(reader: Reader): readonly Token[] {
  const char = reader.regex.charAt(reader.at + 1);
  reader.at += 2;
  if ("AZzbB".includes(char)) return [];
  return "dDwWsS".includes(char) ? [WILD] : [text(char)];
}

/** Passes the last atom's quantifier; tells whether it lets the atom be absent. */
function skipQuantifier(reader: Reader): boolean {
  const match = matchAt(QUANTIFIER, reader);
  if (!match) return false;
  reader.at += match[0].length;
  if (match[1] === undefined) return /^[?*]/.test(match[0]);
  return Number(match[1]) === 0;
}
