import { join, normalize } from "node:path/posix";
import { gitignore } from "../gitignore.js";
import type { SourceHost, Value } from "../python/index.js";
import type { BaseLookup } from "./installed-bases.js";
import { baseOf } from "./known-bases.js";
import type { Modules } from "./modules.js";
import { HOOKS } from "./registration-scans.js";
import type { Repository } from "./repository.js";

/** What the evaluator may know about the world outside the modules it executes. */
export interface HostOptions {
  readonly repository: Repository;
  readonly modules: Modules;
  readonly env: Readonly<Record<string, string>>;
  /** PEP 503 names of the packages that the repository's manifests list. */
  readonly packages: ReadonlySet<string>;
  /** Reads bases from installed packages, where there are any; null otherwise. */
  readonly installed: BaseLookup | null;
  /** Told of files of variables that the settings raise without. */
  readonly lacks: (path: string) => void;
  /** The meaning of an external name, null when it has none here. */
  readonly externalValue: (dotted: string) => Value | null;
}

/** Lets the evaluator read the repository and nothing else. */
export function createHost(options: HostOptions): SourceHost {
  const { repository, modules } = options;
  const sources = new Map<string, string | null>();
  const hooks = new Map<string, readonly string[]>();
  const ignoredBy = gitignore((path) => repository.text(path));
  return {
    resolveModule: (dotted) => modules.resolve(dotted),
    readSource: (path) => {
      if (!sources.has(path)) sources.set(path, readPython(repository, path));
      return sources.get(path) ?? null;
    },
    hooks: (path) => {
      let found = hooks.get(path);
      if (found === undefined) hooks.set(path, (found = repository.scan(path, HOOKS) ?? []));
      return found;
    },
    lacks: options.lacks,
    taken: (path) => void repository.text(path),
    executed: (path, text, suite) => repository.noteExecuted(path, text, suite),
    asked: repository.asked,
    isInstalled: (dotted) => isInstalled(dotted, options.packages),
    isPersonal: (dotted) => {
      const file = `${dotted.replaceAll(".", "/")}.py`;
      return modules.path.some((folder) => ignoredBy(join(folder, file)) !== null);
    },
    exists: (path) => {
      const relative = withinRoot(repository.root, path);
      return relative !== null && (repository.has(relative) || repository.hasFolder(relative));
    },
    isIgnored: (path) => ignoredBy(path) !== null,
    isFolder: (path) => {
      const relative = withinRoot(repository.root, path);
      return relative !== null && repository.hasFolder(relative);
    },
    listDirectory: (path) => {
      const relative = withinRoot(repository.root, path);
      return relative === null ? null : entriesOf(repository, relative);
    },
    externalBases: (dotted) => baseOf(dotted) ?? options.installed?.(dotted) ?? null,
    externalValue: options.externalValue,
    environment: options.env,
  };
}

function readPython(repository: Repository, path: string): string | null {
  const decoded = repository.source(path);
  return decoded?.kind === "text" ? decoded.text : null;
}

const STANDARD_LIBRARY = new Set(
  (
    "abc argparse array ast asyncio base64 bisect calendar collections concurrent configparser " +
    "contextlib copy csv ctypes dataclasses datetime decimal difflib email enum functools getpass " +
    "glob gzip hashlib hmac html http importlib inspect io ipaddress itertools json locale logging " +
    "math mimetypes multiprocessing operator os pathlib pickle pkgutil platform pprint queue random " +
    "re secrets shlex shutil signal socket sqlite3 ssl stat statistics string struct subprocess sys " +
    "tempfile textwrap threading time tomllib traceback types typing unittest urllib uuid warnings " +
    "weakref xml zipfile zoneinfo"
  ).split(" "),
);

/** Apps of Django that have a URLconf of their own. */
const WITH_URLS = new Set(["admindocs", "auth", "flatpages", "staticfiles"]);

/** True for what certainly is there; a package under another name than its module stays open. */
function isInstalled(dotted: string, packages: ReadonlySet<string>): boolean | null {
  const top = dotted.split(".", 1)[0] ?? dotted;
  if (/^django\.contrib\.\w+\.urls$/.test(dotted)) return WITH_URLS.has(dotted.split(".")[2] ?? "");
  if (top === "django" || STANDARD_LIBRARY.has(top)) return true;
  return packages.has(top.toLowerCase().replaceAll("_", "-")) ? true : null;
}

/** Paths of the evaluator are absolute or relative to the root; "" is the root. */
function withinRoot(root: string, path: string): string | null {
  const relative =
    path === root ? "" : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
  const normal = normalize(relative === "" ? "." : relative).replace(/\/$/, "");
  if (normal.startsWith("/") || normal.startsWith("..")) return null;
  return normal === "." ? "" : normal;
}

function entriesOf(repository: Repository, folder: string): readonly string[] | null {
  if (!repository.hasFolder(folder)) return null;
  const prefix = folder === "" ? "" : join(folder, "/");
  const names = repository.files
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length).split("/", 1)[0] ?? "");
  return [...new Set(names)].toSorted();
}
