import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const script = fileURLToPath(new URL("mutate.py", import.meta.url));
const app = fileURLToPath(
  new URL("../../examples/learning-platform/before/enrolments", import.meta.url),
);
const hasPython = spawnSync("python3", ["--version"]).status === 0;

interface Mutation {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly before: string;
  readonly after: string;
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mutate-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function mutate(...args: string[]): Mutation[] {
  const output = execFileSync("python3", ["-B", script, ...args], { encoding: "utf8" });
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Mutation => JSON.parse(line));
}

function mutationsOf(file: string, source: string): string[] {
  writeFileSync(join(folder, file), source);
  return mutate(folder).map(({ kind, after }) => `${kind}: ${after.trim()}`);
}

describe.runIf(hasPython)("mutate.py", () => {
  it.each([
    ["a file of another kind", "settings.py", "DEBUG = not True\n"],
    ["imports, docstrings and pass", "views.py", '"""Doc."""\nimport os\n\ndef f():\n    pass\n'],
    ["annotations", "views.py", "def f(a: tuple[int, str, bytes]):\n    pass\n"],
    ["a tuple of two", "views.py", "def f(a=(1, 2)):\n    pass\n"],
    ["columns of models", "models.py", "class A(Model):\n    b = Field(null=True)\n"],
  ])("leaves %s alone", (_, file, source) => {
    expect(mutationsOf(file, source)).toEqual([]);
  });

  it("finds each kind", () => {
    const source = "@login_required\ndef f(a):\n    return g([1], b=2) if a not in c else {}\n";
    expect(mutationsOf("views.py", source).toSorted()).toEqual([
      "comparison flipped: return g([1], b=2) if a in c else {}",
      "condition negated: return g([1], b=2) if not (a not in c) else {}",
      "decorator dropped: ",
      "element of a list dropped: return g([], b=2) if a not in c else {}",
      "keyword argument dropped: return g([1]) if a not in c else {}",
      "statement dropped: pass",
    ]);
  });

  it("counts bytes, not characters", () => {
    expect(mutationsOf("views.py", 'f("ü", a=["é", "b"])\n')).toContain(
      'element of a list dropped: f("ü", a=["é"])',
    );
  });

  it("mutates models in their methods", () => {
    const source = "class A(Model):\n    b = Field()\n\n    def c(self):\n        return d(e=1)\n";
    expect(mutationsOf("models.py", source)).toHaveLength(2);
  });

  it("gives one seed one order, and another seed another", () => {
    const first = mutate(app, "--seed", "1", "--count", "20");
    expect(first).toHaveLength(20);
    expect(mutate(app, "--seed", "1", "--count", "20")).toEqual(first);
    expect(mutate(app, "--seed", "2", "--count", "20")).not.toEqual(first);
  });

  it("applies what it listed, and nothing else", { timeout: 60_000 }, () => {
    cpSync(app, folder, { recursive: true });
    const listed = mutate(folder, "--seed", "3")[4];
    expect(mutate(folder, "--seed", "3", "--apply", "4")).toEqual([listed]);
    if (!listed) throw new Error("The app has fewer than five mutations");
    const before = readFileSync(join(app, listed.file), "utf8");
    const after = readFileSync(join(folder, listed.file), "utf8");
    expect(after).toBe(replacedAt(before, listed));
  });

  it("says when there is no such mutation", () => {
    const { status, stderr } = spawnSync("python3", ["-B", script, folder, "--apply", "7"]);
    expect(status).toBe(2);
    expect(String(stderr)).toContain("there is no mutation 7");
  });
});

function replacedAt(text: string, { line, before, after }: Mutation): string {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  expect(text.slice(start, start + before.length)).toBe(before);
  return text.slice(0, start) + after + text.slice(start + before.length);
}
