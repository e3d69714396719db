/** Rows that a line tells of, where they are several: `+shop.Item(order) x3`. */
const COUNT = / x\d+$/u;
/** Which way a number has gone, as in `~shop.Item(stock down)`. */
const WAY = / (?:up|down)(?=[,)])/gu;
const APART = "; ";
/** In which state a write is allowed. */
const STATE = /^if /u;
const ANY_STATE = "if a state allows it";

/**
 * What runs saw alike but for how many rows there were, and which way a number went, as a seed had
 * drawn them, and in which state it was allowed: `x3` and `x7` are `xN`, and `up` and `down` are
 * `up or down`. Null where they differ in anything else.
 */
export function alikeButForCounts(values: readonly unknown[]): unknown {
  const [first] = values;
  if (values.every((value) => typeof value === "string")) return alikeTexts(values);
  if (values.every((value) => Array.isArray(value))) {
    if (values.some((value) => value.length !== (first as readonly unknown[]).length)) return null;
    return allOrNull(
      (first as readonly unknown[]).map((_, at) => values.map((value) => value[at])),
    );
  }
  if (!values.every(isParts)) return values.every((value) => value === first) ? first : null;
  const names = Object.keys(first as object).toSorted();
  const isSame = (value: object) => Object.keys(value).toSorted().join("\n") === names.join("\n");
  if (!values.every(isSame)) return null;
  const parts = allOrNull(names.map((name) => values.map((value) => value[name])));
  return parts && Object.fromEntries(names.map((name, at) => [name, parts[at]]));
}

function allOrNull(parts: readonly (readonly unknown[])[]): readonly unknown[] | null {
  const alike = parts.map(alikeButForCounts);
  return alike.includes(null) ? null : alike;
}

function alikeTexts(texts: readonly string[]): string | null {
  if (texts.every((text) => STATE.test(text)) && new Set(texts).size > 1) return ANY_STATE;
  const lines = texts.map((text) => text.split(APART));
  const [first = []] = lines;
  if (lines.some((other) => other.length !== first.length)) return null;
  const alike = first.map((line, at) => {
    const seen = [...new Set(lines.map((other) => other[at] ?? ""))];
    if (seen.length === 1) return line;
    return LOOSER.map((loosen) => [...new Set(seen.map(loosen))]).find(isOne)?.[0] ?? null;
  });
  return alike.includes(null) ? null : alike.join(APART);
}

const anyWay = (line: string) => line.replaceAll(WAY, " up or down");
const anyCount = (line: string) => `${line.replace(COUNT, "")} xN`;
const LOOSER = [anyWay, anyCount, (line: string) => anyCount(anyWay(line))];
const isOne = (lines: readonly string[]) => lines.length === 1;

function isParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
