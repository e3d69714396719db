import { join } from "node:path/posix";
import type { Repository } from "./repository.js";

/** What a file has that starts Django; Flask-Script and others have a manage.py, too. */
const STARTS = /execute_from_command_line|DJANGO_SETTINGS_MODULE|call_command/;
const IMPORTED = /^[ \t]*from ([a-zA-Z_][\w.]*) import\b/gm;

/** The file that starts Django: a manage.py, or the module of its project that it leaves that to; else null. */
export function starter(repository: Repository, manage: string): string | null {
  const source = repository.text(manage) ?? "";
  if (STARTS.test(source)) return manage;
  const folder = manage.slice(0, -"manage.py".length);
  const modules = [...source.matchAll(IMPORTED)].map(([, module]) =>
    join(folder, (module ?? "").replaceAll(".", "/")),
  );
  const files = modules.flatMap((module) => [`${module}.py`, `${module}/__init__.py`]);
  return files.find((file) => STARTS.test(repository.text(file) ?? "")) ?? null;
}
