import { chmodSync, mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { Answer, ProbeFailure, ReportedError } from "../../src/project/probe/answer.js";
import { askDjango, type Question } from "../../src/project/probe/ask.js";
import { TRUTH } from "./readings.js";

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "soundcheck-ask-")));
  mkdirSync(join(root, "backend"));
});

/** A stand-in for Python: it sees the arguments and the environment, and prints what it likes. */
function interpreter(body: string): string {
  const path = join(root, "python");
  writeFileSync(path, `#!${process.execPath}\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

function ask(parts: Partial<Question> & Pick<Question, "python">): Promise<Answer> {
  return askDjango({
    root,
    settings: "config.settings",
    manageDir: "backend",
    env: {},
    timeoutMs: 20_000,
    ...parts,
  });
}

async function failure(parts: Partial<Question> & Pick<Question, "python">): Promise<ProbeFailure> {
  const answer = await ask(parts);
  if (answer.ok) throw new Error("Django answered");
  return answer.failure;
}

const printing = (value: unknown) => `console.log(${JSON.stringify(JSON.stringify(value))})`;

function reporting(error: Partial<ReportedError>): Promise<ProbeFailure> {
  const full = { kind: "other", name: "", message: "", file: "", line: 0, ...error };
  return failure({ python: interpreter(`${printing({ error: full })}; process.exit(1)`) });
}

describe("a run without an answer", () => {
  it("names an interpreter that is not there", async () => {
    const { kind, message, hint } = await failure({ python: join(root, "nowhere") });
    expect(kind).toBe("no-interpreter");
    expect(message).toContain(join(root, "nowhere"));
    expect(hint).toContain("--python");
  });

  it("ends a project that never starts, its children too", async () => {
    const started = performance.now();
    const python = interpreter(
      'require("node:child_process").spawn("sleep", ["60"], { stdio: "inherit" });' +
        "setInterval(() => {}, 1000);",
    );
    const { kind, message } = await failure({ python, timeoutMs: 500 });
    expect(kind).toBe("timeout");
    expect(message).toBe("Django did not answer within 0.5 s with config.settings.");
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it.each([
    ["nothing", "process.exit(3)", "exit code 3"],
    ["half a document", 'console.log(`{"schema":`)', "exit code 0"],
    ["something else", 'console.log("[1]"); console.error("Segmentation fault")', "Segmentation"],
  ])("says so when %s was printed", async (_, body, words) => {
    const { kind, message } = await failure({ python: interpreter(body) });
    expect(kind).toBe("crash");
    expect(message).toContain(words);
  });
});

describe("a project that does not start", () => {
  it("lacks a variable", async () => {
    const found = await reporting({
      kind: "missing-variable",
      name: "SECRET_KEY",
      message: "KeyError: 'SECRET_KEY'",
      file: "config/settings.py",
      line: 12,
    });
    expect(found.message).toBe("config.settings needs the environment variable SECRET_KEY.");
    expect(found.hint).toContain("SECRET_KEY=...");
    expect(found.place).toEqual({ file: "config/settings.py", line: 12 });
  });

  it("lacks a package", async () => {
    const { message } = await reporting({ kind: "missing-package", name: "environ" });
    expect(message).toContain("has no module named environ");
  });

  it("lacks a module of its own", async () => {
    const { message, hint } = await reporting({ kind: "missing-package", name: "config.secrets" });
    expect(message).toContain("its own module config.secrets, which is not in the repository");
    expect(hint).not.toContain("pip");
  });

  it("lacks Django itself", async () => {
    const { message, hint } = await reporting({ kind: "missing-package", name: "django" });
    expect(message).toContain("has no Django");
    expect(hint).toContain("--python");
  });

  it.each([
    ["database", "asks the database"],
    ["settings", "refuses the settings config.settings"],
    ["other", "does not start with config.settings"],
  ] as const)("for a reason of kind %s", async (kind, words) => {
    const { message, place } = await reporting({ kind, message: "Error: too bad" });
    expect(message).toContain(words);
    expect(message).toContain("Error: too bad");
    expect(place).toBeNull();
  });
});

describe("an answer", () => {
  it("is the inspection that the script printed", async () => {
    const answer = await ask({ python: interpreter(printing(TRUTH)) });
    expect(answer).toEqual({ ok: true, inspection: TRUTH });
  });

  it("comes from the folder of manage.py, with the settings and folders of the question", async () => {
    const python = interpreter(
      "console.error(JSON.stringify([process.cwd(), process.argv.slice(3)])); process.exit(1)",
    );
    const { message } = await failure({ python, pythonPath: ["src"] });
    expect(message).toContain(
      JSON.stringify([
        join(root, "backend"),
        ["--root", root, "--settings", "config.settings", "--pythonpath", join(root, "src")],
      ]),
    );
  });

  it("is given in a clean environment: only what the question names is passed on", async () => {
    process.env["SOUNDCHECK_LEAK"] = "1";
    const python = interpreter(
      "console.error(Object.keys(process.env).sort().join(' ')); process.exit(1)",
    );
    const { message } = await failure({ python, env: { SECRET_KEY: "x" } });
    delete process.env["SOUNDCHECK_LEAK"];
    expect(message).toContain("SECRET_KEY");
    expect(message).toContain("PYTHONDONTWRITEBYTECODE");
    expect(message).not.toContain("SOUNDCHECK_LEAK");
  });
});
