import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { contextFor, type Context } from "../../src/commands/context.js";
import { runGuided } from "../../src/commands/guided.js";
import { askPhases, askWhetherToAskDjango } from "../../src/commands/prompts.js";
import type * as Prompts from "../../src/commands/prompts.js";
import { TRUTH } from "../probe/readings.js";
import { folderOf, manageNaming } from "../project/temporary.js";

vi.mock("../../src/commands/prompts.js", () => ({
  askPhases: vi.fn<typeof Prompts.askPhases>(() => Promise.resolve([])),
  askWhetherToAskDjango: vi.fn<typeof Prompts.askWhetherToAskDjango>(),
}));

const FILES = {
  "manage.py": manageNaming("config.settings"),
  "config/__init__.py": "",
  "config/settings.py":
    "import os\nINSTALLED_APPS = ['shop']\nROOT_URLCONF = 'config.urls'\nKEY = os.environ['KEY']\n",
  "config/urls.py": "urlpatterns = []\n",
  "shop/__init__.py": "",
};

let printed: string[] = [];
let warned: string[] = [];

beforeEach(() => {
  [printed, warned] = [[], []];
  vi.mocked(askPhases).mockClear();
  vi.mocked(askWhetherToAskDjango).mockReset();
});

/** A project with an environment whose Python runs the script given. */
function project(folder: string, script: string): Context {
  const root = folderOf(FILES);
  const bin = join(root, folder, "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "python"), `#!${process.execPath}\n${script}\n`);
  chmodSync(join(bin, "python"), 0o755);
  const options = { cwd: root, yes: false, dryRun: false, json: false, color: false, cache: false };
  return {
    ...contextFor(options),
    env: {
      KEY: "x",
      PLUGIN_KEY: "y",
      PLUGIN_URL: "u",
      SECRET: "z",
      XDG_STATE_HOME: join(root, "../state"),
    },
    terminal: "interactive",
    print: (text) => void printed.push(text),
    warn: (text) => void warned.push(text),
  };
}

const ANSWER = `console.log(${JSON.stringify(JSON.stringify(TRUTH))})`;
const failing = (error: object): string => {
  const full = { kind: "other", name: "", message: "", file: "", line: 0, ...error };
  return `console.log(${JSON.stringify(JSON.stringify({ error: full }))})`;
};

describe("the offer to ask Django", () => {
  it.each([".venv", "venv"])("is made where %s is found, and can be declined", async (folder) => {
    vi.mocked(askWhetherToAskDjango).mockResolvedValue(false);
    await runGuided(project(folder, ANSWER));
    expect(askWhetherToAskDjango).toHaveBeenCalledWith(folder);
    expect(printed.join("\n")).toContain(
      "with settings config.settings\n  named by manage.py (manage.py:2)",
    );
    expect(printed.join("\n")).not.toContain("as Django itself tells it");
  });

  it("is not made where no environment is found", async () => {
    const context = project(".venv", ANSWER);
    await runGuided({ ...context, root: folderOf(FILES) });
    expect(askWhetherToAskDjango).not.toHaveBeenCalled();
  });

  it("shows what Django says when it is taken", async () => {
    vi.mocked(askWhetherToAskDjango).mockResolvedValue(true);
    await runGuided(project(".venv", ANSWER));
    expect(printed.join("\n")).toContain("as Django itself tells it\n  1 app, 2 models");
    expect(warned).toEqual([]);
  });

  it("falls back to the source with one sentence and the remedy", async () => {
    vi.mocked(askWhetherToAskDjango).mockResolvedValue(true);
    const missing = failing({ kind: "missing-package", name: "environ" });
    await runGuided(project(".venv", missing));
    expect(warned).toHaveLength(2);
    expect(warned[0]).toMatch(
      /^Django did not answer, so the source was read instead: .*no module named environ/,
    );
    expect(warned[1]).toContain("Install the project's dependencies");
    expect(printed.join("\n")).toContain("1 app, 0 models");
  });

  it("passes on what the settings read, then what a failure names, and nothing else", async () => {
    vi.mocked(askWhetherToAskDjango).mockResolvedValue(true);
    const script = [
      "const { KEY, PLUGIN_KEY, PLUGIN_URL, SECRET } = process.env;",
      `if (KEY && PLUGIN_KEY && PLUGIN_URL && !SECRET) { ${ANSWER}; }`,
      `else { ${failing({ kind: "settings", message: 'ImproperlyConfigured: The "PLUGIN_KEY" setting is required.' })}; }`,
    ].join("\n");
    await runGuided(project(".venv", script));
    expect(warned).toEqual([]);
    expect(printed.join("\n")).toContain("as Django itself tells it");
  });
});
