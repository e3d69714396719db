import { dirname, join, normalize } from "node:path/posix";
import { foldersUpward } from "./dependencies-places.js";
import type { Repository } from "./repository.js";

/**
 * The folders that are on sys.path when the project runs, relative to the root: that of manage.py
 * first, then what the given files add by hand, then where its packages are installed from.
 */
export function pythonPath(
  repository: Repository,
  baseDir: string,
  files: readonly string[],
): readonly string[] {
  const added = files.flatMap((file) => addedBy(repository, baseDir, file));
  const sources = [join(baseDir, "src"), "src"].filter((folder) =>
    isSourceFolder(repository, folder),
  );
  return [...new Set([baseDir, ...added, ...configured(repository, baseDir), ...sources, ""])];
}

const CHANGE =
  /(?<![\w.])(?:(sys\.)?path\.(?:insert|append|extend)|(?:site\.)?addsitedir)\(((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)\)/g;
/** `from sys import path`, after which the bare name is that list. */
const BARE = /^from sys import (?:\w+, *)*path\b/m;

function addedBy(repository: Repository, baseDir: string, file: string): readonly string[] {
  const source = repository.text(file) ?? "";
  const isBare = BARE.test(source);
  return [...source.matchAll(CHANGE)].flatMap(([whole, sys, given = ""]) => {
    if (whole.startsWith("path") && sys === undefined && !isBare) return [];
    return foldersIn(given).flatMap((expression) => {
      const { path, texts } = pathOf(expression, source, file);
      // A folder that only `__file__` tells is mostly the project's own, whose modules have names.
      if (texts === "") return [];
      const starts = [baseDir, dirname(file), dirname(dirname(file)), ""];
      const guesses = starts.map((start) => join(start, texts));
      const folders = (path === null ? guesses : [path, ...guesses]).map(inside);
      const found = folders.find((folder) => folder !== null && repository.hasFolder(folder));
      return found === undefined || found === null ? [] : [found];
    });
  });
}

/** The folders among the arguments: an index is none, and a list holds several. */
function foldersIn(given: string): readonly string[] {
  const items = given.trim().replace(/^\d+\s*,/, "");
  const list = /^\[([^]*)\]$/.exec(items.trim())?.[1];
  return list === undefined ? [items] : list.split(/,(?![^()]*\))/);
}

interface Spelled {
  /** Relative to the root; null where it does not begin with `__file__`. */
  readonly path: string | null;
  /** The texts that it is made of, as a path. */
  readonly texts: string;
}

const MAX_DEPTH = 5;
const TEXT = /["']([^"']*)["']/g;
const UP = /\bdirname\(|\.parent\b|\.parents\[(\d+)\]|\)\s*-\s*(\d+)/g;

/** `os.path.join(BASE_DIR, "apps")`: names stand for what they are bound to, texts are parts of a path. */
function pathOf(expression: string, source: string, file: string, depth = MAX_DEPTH): Spelled {
  const code = expression.replaceAll(TEXT, '""');
  const parts = [...expression.matchAll(TEXT)].map((text) => text[1] ?? "");
  const ups = [...code.matchAll(UP)].flatMap(([, index, count]) =>
    Array<string>(index === undefined ? Number(count ?? 1) : Number(index) + 1).fill(".."),
  );
  const texts = parts.length === 0 ? "" : join(...parts);
  const below = (start: string): string => join(start, ...ups, ...parts);
  if (/\b__file__\b/.test(code)) return { path: below(file), texts };
  const names = depth === 0 ? [] : (code.match(/(?<![\w.])[A-Za-z_]\w*/g) ?? []);
  const bound = names.map((name) => bindingOf(name, source)).find((one) => one !== null) ?? null;
  if (bound === null) return { path: null, texts };
  const inner = pathOf(bound, source, file, depth - 1);
  const path = inner.path === null ? null : below(inner.path);
  return { path, texts: [inner.texts, texts].filter((one) => one !== "").join("/") };
}

/** What a name is bound to, with lines that brackets continue; null where that is not in this file. */
function bindingOf(name: string, source: string): string | null {
  const binding = new RegExp(`^[ \\t]*${name}[ \\t]*(?::[^=\\n]*)?=(?!=)`, "m").exec(source);
  if (binding === null) return null;
  const [value = ""] =
    /^(?:[^()\n]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*/.exec(
      source.slice(binding.index + binding[0].length),
    ) ?? [];
  return value;
}

/** The `pythonpath` of pytest's configuration. */
function configured(repository: Repository, baseDir: string): readonly string[] {
  const names = ["pytest.ini", "pyproject.toml", "setup.cfg", "tox.ini"];
  return foldersUpward(baseDir).flatMap((folder) =>
    names.flatMap((name) => {
      const source = repository.text(join(folder, name)) ?? "";
      const value = /^\s*pythonpath\s*=\s*(.+)$/m.exec(source)?.[1] ?? "";
      return value
        .replaceAll(/[[\]"',]/g, " ")
        .split(/\s+/)
        .filter((part) => part !== "")
        .map((part) => inside(join(folder, part)))
        .filter((part) => part !== null)
        .filter((part) => repository.hasFolder(part));
    }),
  );
}

function isSourceFolder(repository: Repository, folder: string): boolean {
  return repository.hasFolder(folder) && !repository.has(join(folder, "__init__.py"));
}

/** A path below the root, "" for the root itself; null when it leads out of the repository. */
function inside(path: string): string | null {
  const normal = normalize(path).replace(/\/$/, "");
  if (normal === ".") return "";
  return normal.startsWith("..") || normal.startsWith("/") ? null : normal;
}
