import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const TEMPLATES = "templates";
const templates = readdirSync(TEMPLATES, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".py.hbs"),
);
const widthOf = (line: string): number => line.search(/\S/);

/** Lines of a template that yield inside of a transaction, context managers aside. */
function yieldsInside(source: string): readonly string[] {
  const lines = source.split("\n");
  return lines.flatMap((line, at) => {
    if (!/^\s+with .*\batomic\(\)/.test(line)) return [];
    const start = lines.slice(0, at).findLastIndex((above) => /^\s*def /.test(above));
    if (/contextmanager|fixture/.test(lines[start - 1] ?? "")) return [];
    const rest = lines.slice(at + 1);
    const length = rest.findIndex((below) => below !== "" && widthOf(below) <= widthOf(line));
    return rest.slice(0, length < 0 ? undefined : length).filter((one) => /\byield\b/.test(one));
  });
}

// A generator that nobody ends takes its savepoint back whenever it is collected, and those made since.
it.each(templates)("%s yields nothing inside of a transaction", (name) => {
  expect(yieldsInside(readFileSync(join(TEMPLATES, name), "utf8"))).toEqual([]);
});
