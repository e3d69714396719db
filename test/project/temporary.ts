import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { openRepository, type Repository } from "../../src/project/repository.js";

/** Files of a repository: text, or bytes for what is no UTF-8. */
export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** Writes files into a folder that goes when the test ends, and returns the folder. */
export function folderOf(contents: Contents): string {
  const root = mkdtempSync(join(tmpdir(), "soundcheck-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Opens a repository that holds these files. */
export function repositoryOf(contents: Contents): Repository {
  return openRepository(folderOf(contents));
}

/** A manage.py that names a settings module. */
export function manageNaming(settings: string): string {
  return [
    "import os, sys",
    `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")`,
    "from django.core.management import execute_from_command_line",
    "execute_from_command_line(sys.argv)",
    "",
  ].join("\n");
}

/** What a function throws. */
export function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("expected an error, none was thrown");
}
