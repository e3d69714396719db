import { basename, join, resolve } from "node:path";
import { parseDocument, type Answer } from "./answer.js";
import { explainFailure, runFailure } from "./failure.js";
import { basicEnvironment, runChild, type ChildOutcome } from "./child.js";
import { shippedFile } from "./shipped-file.js";

/** Which Django to ask, and how long to wait. */
export interface Question {
  /** The repository's root, absolute. */
  readonly root: string;
  readonly python: string;
  /** Dotted settings module. */
  readonly settings: string;
  /** Folder of manage.py relative to the root, "" for the root itself. */
  readonly manageDir: string;
  /** Folders to import from besides it, relative to the root. */
  readonly pythonPath?: readonly string[];
  /** Variables the project needs; nothing else of this process's environment is passed on. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Asks the project's own Django what the project consists of. */
export async function askDjango(question: Question): Promise<Answer> {
  const folders = (question.pythonPath ?? []).map((folder) => join(question.root, folder));
  const outcome = await runChild({
    command: executable(question.python),
    args: [
      shippedFile("probe.py", "src/project/probe/probe.py"),
      "--root",
      question.root,
      "--settings",
      question.settings,
      ...(folders.length > 0 ? ["--pythonpath", ...folders] : []),
    ],
    cwd: join(question.root, question.manageDir),
    env: { ...basicEnvironment(), ...question.env },
    timeoutMs: question.timeoutMs,
  });
  return answerOf(outcome, question);
}

function answerOf(outcome: ChildOutcome, question: Question): Answer {
  if (outcome.kind === "not-started") {
    return { ok: false, failure: runFailure("no-interpreter", outcome.message, question) };
  }
  if (outcome.kind === "timeout") {
    const limit = `${question.timeoutMs / 1000} s`;
    return { ok: false, failure: runFailure("timeout", limit, question) };
  }
  const document = parseDocument(outcome.stdout);
  if (document === null) {
    return { ok: false, failure: runFailure("crash", lastLine(outcome), question) };
  }
  return "error" in document
    ? { ok: false, failure: explainFailure(document.error, question) }
    : { ok: true, inspection: document };
}

function lastLine({ stderr, status }: ChildOutcome & { kind: "ended" }): string {
  return stderr.trim().split("\n").at(-1) || `exit code ${status}`;
}

/** A path is meant from where soundcheck runs, a bare name is looked up on PATH. */
function executable(python: string): string {
  return basename(python) === python ? python : resolve(python);
}
