/** The line of an offset in a text. */
export const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

/** A literal, or the default of a variable: `"dev"`, `os.getenv("STAGE", "dev")`. */
const LITERAL = String.raw`(?:[\w.]+\(\s*["'][^"']*["']\s*,\s*(?:default\s*=\s*)?)?["'](\w+)["']`;

/** A value that a file gives to a variable, and where. */
export interface Composed {
  readonly value: string;
  readonly line: number;
}

/** `f"config.settings.{stage}"`, a sum or a format: each value that the file gives to its one part. */
export function composedNames(text: string, variable: string): readonly Composed[] {
  const head = String.raw`["']${variable}["']\s*(?:\]\s*=|,)\s*`;
  const inner = String.raw`([\w.]+(?:\([^()]*\))?)`;
  const shapes = [
    String.raw`f["']([\w.]+)\{${inner}\}["']`,
    String.raw`["']([\w.]+\.)["']\s*\+\s*${inner}`,
    String.raw`["']([\w.]+)%s["']\s*%\s*\(?${inner}`,
    String.raw`["']([\w.]+)\{\}["']\.format\(${inner}`,
  ];
  return shapes.flatMap((shape) =>
    [...text.matchAll(new RegExp(head + shape, "g"))].flatMap(([, prefix = "", part = ""]) =>
      valuesOf(text, part).map(({ value, line }) => ({ value: prefix + value, line })),
    ),
  );
}

function valuesOf(text: string, part: string): readonly Composed[] {
  const direct = new RegExp(`^${LITERAL}`).exec(part)?.[1];
  if (direct !== undefined) return [{ value: direct, line: lineOf(text, text.indexOf(part)) }];
  if (!/^\w+$/.test(part)) return [];
  const assigned = new RegExp(String.raw`^[ \t]*${part}\s*=\s*${LITERAL}`, "gm");
  return [...text.matchAll(assigned)].map(({ 1: value = "", index }) => ({
    value,
    line: lineOf(text, index),
  }));
}
