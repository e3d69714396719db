import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInterpreter } from "../../src/python/index.js";
import { memoryHost } from "./memory-host.js";

/** 20,000 in `npm run fuzz`. */
const FILES = Number(process.env["SOUNDCHECK_FUZZ"] ?? 300);
const LIMIT_MS = 2000;

const SEEDS = [
  "from a import *\nX = [*A, 'b']\nif X:\n    X += ['c']\n",
  "class A(B[int], metaclass=M):\n    '''doc'''\n    x: int = 1\n    def f(self, *a, k=1, **kw) -> int:\n        return super().f(*a, **kw)\n",
  "urlpatterns = [path('a/<int:pk>/', V.as_view(), name=f\"{n!r:>{w}}\"), *r.urls]\n",
  "try:\n    import x\nexcept (ImportError, KeyError) as e:\n    x = None\nelse:\n    y = 1\nfinally:\n    z = lambda a, b=2: (a, b)\n",
  "with open('f') as f, suppress(OSError):\n    d = {**a, 'k': [i for i in range(3) if i % 2]}\n",
  "def f(n):\n    return f(n + 1) if n else f(n - 1)\nx = f(3)\n",
  "while True:\n    x = [x]\n",
  "match x:\n    case [1, *r] | {'k': v, **o}: y = r\n    case P(a=1) if z: pass\n",
  "x = 'a' * 10 ** 9\ny = [0] * 10 ** 9\nz = 2 ** 2 ** 20\n",
];

function sources(): readonly string[] {
  const folder = join(import.meta.dirname, "../fixtures");
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py"))
    .toSorted()
    .slice(0, 60)
    .map((path) => readFileSync(join(folder, path), "utf8").slice(0, 6000));
  return [...SEEDS, ...found];
}

const JUNK = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "'",
  '"',
  '"""',
  "\\",
  "\n",
  "    ",
  "\t",
  ":",
  "=",
  ",",
  "*",
  "**",
  "@",
  "#",
  "f'{",
  "}'",
  "def ",
  "class ",
  "if ",
  "else:",
  "for x in ",
  "lambda ",
  "yield ",
  "\u0000",
  "é",
  "\u{1f600}",
  "\r",
  ".",
];

/** Cuts, doubles, moves and sprinkles pieces of a file. */
const damaged = fc
  .tuple(
    fc.constantFrom(...sources()),
    fc.array(fc.tuple(fc.nat(), fc.nat(60), fc.constantFrom(...JUNK, ""), fc.nat(3)), {
      minLength: 1,
      maxLength: 8,
    }),
  )
  .map(([source, wounds]) =>
    wounds.reduce(
      (text, [at, length, junk, kind]) => wound(text, at % (text.length + 1), length, junk, kind),
      source,
    ),
  );

function wound(text: string, at: number, length: number, junk: string, kind: number): string {
  const piece = text.slice(at, at + length);
  if (kind === 0) return text.slice(0, at) + junk + text.slice(at);
  if (kind === 1) return text.slice(0, at) + junk + text.slice(at + length);
  if (kind === 2) return text.slice(0, at) + piece + text.slice(at);
  return text.slice(0, at + length) + junk + piece + junk + text.slice(at + length);
}

describe("damaged files", () => {
  it(
    "never crash the evaluator, never take long, and are told with a line",
    { timeout: 3_600_000 },
    () => {
      fc.assert(
        fc.property(damaged, (source) => {
          const interpreter = createInterpreter(memoryHost({ "m.py": source }));
          const started = performance.now();
          const module = interpreter.module("m");
          if (module)
            for (const cls of interpreter.classesOf(module)) interpreter.ownAttributes(cls);
          expect(performance.now() - started).toBeLessThan(LIMIT_MS);
          for (const doubt of interpreter.doubts()) expect(doubt.line).toBeGreaterThan(0);
        }),
        { numRuns: FILES, seed: 7 },
      );
    },
  );
});
