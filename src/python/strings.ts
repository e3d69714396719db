const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const ESCAPE =
  /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|N\{([^}]*)\}|([^]))/g;

/** Replaces the escapes of a Python string literal; unknown ones stay as they are, as in Python. */
export function unescapeText(text: string, of: "str" | "bytes"): string {
  if (!text.includes("\\")) return text;
  return text.replace(ESCAPE, (whole, octal, hex, short, long, name, other) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (other !== undefined) return SIMPLE[other] ?? whole;
    if (of === "bytes" || name !== undefined) return whole;
    const point = Number.parseInt(short ?? long, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** The text between the quotes of a literal, prefix included in `token`. */
export function literalText(token: string, prefix: string): string {
  const quoted = token.slice(prefix.length);
  const width = /^("""|''')/.test(quoted) ? 3 : 1;
  const closed = quoted.length >= 2 * width && quoted.endsWith(quoted.slice(0, width));
  const inner = quoted.slice(width, closed ? -width : undefined);
  return prefix.includes("r") ? inner : unescapeText(inner, prefix.includes("b") ? "bytes" : "str");
}
