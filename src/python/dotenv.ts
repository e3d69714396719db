/** A variable of a `.env` file, and its text; null for a name without a value. */
export type DotenvEntry = readonly [name: string, text: string | null];

/** The packages that read such files: each has rules of its own. */
export const READERS = ["python-dotenv", "django-environ", "decouple", "decouple-ini"] as const;

export type DotenvReader = (typeof READERS)[number];

/** The variables of a `.env` file as a package reads them, variables in values not yet replaced. */
export function dotenvEntries(text: string, reader: DotenvReader): readonly DotenvEntry[] {
  switch (reader) {
    case "python-dotenv":
      return dotenvBindings(text);
    case "django-environ":
      return text.split(/\r\n|[\r\n]/).flatMap(environEntry);
    case "decouple":
      return text.split(/\r\n|[\r\n]/).flatMap(decoupleEntry);
    case "decouple-ini":
      return iniEntries(text);
  }
}

/** Replaces `${NAME}` and `${NAME:-default}`, as python-dotenv does; null where a name is not known. */
export function interpolated(
  text: string,
  valueOf: (name: string) => string | null,
): string | null {
  let isKnown = true;
  const replaced = text.replaceAll(
    /\$\{([^}:]*)(?::-([^}]*))?\}/g,
    (_all, name: string, fallback: string | undefined) => {
      const value = valueOf(name) ?? fallback;
      isKnown &&= value !== undefined;
      return value ?? "";
    },
  );
  return isKnown ? replaced : null;
}

const BLANK = /\s*/y;
const EXPORT = /(?:export[^\S\r\n]+)?/y;
const KEY = /(?:'([^']+)'|([^=#\s]+))[^\S\r\n]*/y;
const EQUALS = /=[^\S\r\n]*/y;
const SINGLE = /'((?:\\'|[^'])*)'/y;
const DOUBLE = /"((?:\\"|[^"])*)"/y;
const UNQUOTED = /[^\r\n]*/y;
const END = /(?:[^\S\r\n]*#[^\r\n]*)?[^\S\r\n]*(?:\r\n|[\r\n]|$)/y;
const REST = /[^\r\n]*(?:\r\n|[\r\n])?/y;

const ESCAPED: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** python-dotenv: values in quotes may have several lines; a line that is none is passed over. */
function dotenvBindings(text: string): readonly DotenvEntry[] {
  const found: DotenvEntry[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  const value = (): string | null => {
    if (text[at] === "'") return take(SINGLE)?.[1]?.replaceAll(/\\([\\'])/g, "$1") ?? null;
    if (text[at] === '"')
      return (
        take(DOUBLE)?.[1]?.replaceAll(
          /\\([\\'"abfnrtv])/g,
          (_all, one: string) => ESCAPED[one] ?? one,
        ) ?? null
      );
    return (take(UNQUOTED)?.[0] ?? "").replace(/\s+#.*/, "").trimEnd();
  };
  for (take(BLANK); at < text.length; take(BLANK)) {
    take(EXPORT);
    const key = take(KEY);
    const isBound = key !== null && take(EQUALS) !== null;
    const bound = isBound ? value() : null;
    const isWhole = key !== null && (bound !== null || !isBound) && take(END) !== null;
    if (isWhole) found.push([key[1] ?? key[2] ?? "", bound]);
    else take(REST);
  }
  return found;
}

/** django-environ: one variable a line, no blanks around the sign, comments on lines of their own. */
function environEntry(line: string): readonly DotenvEntry[] {
  const [, name, written] = /^(?:export )?([A-Za-z_0-9]+)=(.*)$/.exec(line) ?? [];
  if (name === undefined || written === undefined) return [];
  const single = /^'(.*)'$/.exec(written)?.[1] ?? written;
  const double = /^"(.*)"$/.exec(single)?.[1];
  const text = double?.replaceAll(/\\(.)/g, (all, one: string) =>
    "rnt".includes(one) ? all : one,
  );
  return [[name, text ?? single]];
}

/** python-decouple: whatever stands behind the sign, without the quotes around it. */
function decoupleEntry(line: string): readonly DotenvEntry[] {
  const trimmed = line.trim();
  const at = trimmed.indexOf("=");
  if (at < 0 || trimmed.startsWith("#")) return [];
  const text = trimmed.slice(at + 1).trim();
  return [[trimmed.slice(0, at).trim(), /^(['"])(.*)\1$/.exec(text)?.[2] ?? text]];
}

/** The section `[settings]` of a settings.ini, whose names are of any case. */
function iniEntries(text: string): readonly DotenvEntry[] {
  const [, section = ""] = /^\[settings\][^\n]*\n([^]*)/m.exec(text) ?? [];
  const own = section.split(/^\[/m, 1)[0] ?? "";
  return own.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = /^([^\s#;=:][^=:]*?)\s*[=:]\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    return [[name.toLowerCase(), value.replaceAll("%%", "%")] as const];
  });
}
