import { python, readShop, SETTINGS } from "./shop.js";
import type { Contents } from "./temporary.js";

/** Labels of the apps beside those of every small project, and what was doubted about apps. */
export async function appsOf(
  settings: readonly string[],
  contents: Contents = {},
): Promise<{ readonly apps: readonly string[]; readonly doubts: readonly string[] }> {
  const project = await readShop({
    "attic/__init__.py": "",
    ...contents,
    "config/settings.py": SETTINGS + python(...settings),
  });
  const usual = ["auth", "contenttypes", "people", "rest_framework", "shop"];
  return {
    apps: project.apps.map((app) => app.label).filter((label) => !usual.includes(label)),
    doubts: project.doubts
      .filter(({ effect }) => /\bapps?\b/.test(effect))
      .map(({ file, line }) => `${file}:${line}`),
  };
}

/** The line of a setting that the test adds. */
export const line = (number: number): string => `config/settings.py:${number + 2}`;

/** Imports and the root, as settings write them: three lines. */
export const HEAD = [
  "import os, sys",
  "from pathlib import Path",
  "BASE_DIR = Path(__file__).parent.parent",
];
