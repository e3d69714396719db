import { dirname, join } from "node:path/posix";
import { UserError } from "../errors.js";
import type { Repository } from "./repository.js";
import { starter } from "./starter.js";

/** The manage.py of the project, and the folder it makes importable. */
export interface Location {
  /** Null when the project has no manage.py. */
  readonly manage: string | null;
  /** Folder of manage.py; "" for the root. */
  readonly baseDir: string;
}

/** Folders whose projects exist to show or to test something, not to be the product. */
const SIDE_FOLDERS =
  /^(tests?|testing|test_?projects?|test_?apps?|.*_test_project|examples?|demos?|demo_?project|docs?|sandbox|samples?|benchmarks?|fixtures|templates?|contrib)$/i;

const RENDER = "Render it first (cookiecutter, copier, startproject), then run in the result.";

/** Finds the manage.py to use. `settings` is a module named by the person; it decides between several. */
export function locate(repository: Repository, settings: string | null): Location {
  if (!repository.files.some((file) => file.endsWith(".py"))) throw noPython(repository);
  const found = managers(repository);
  if (found.length === 0) return { manage: null, baseDir: "" };
  const chosen = choose(found, repository, settings);
  if (chosen !== null) return rendered(repository, chosen);
  throw new UserError(
    `Expected one Django project, found ${found.length}: ${listed(found.map((one) => one.manage))}.`,
    {
      hint: `Name one with -C, for example: soundcheck -C ${found[0]?.baseDir || "."} … (or name its settings module with --settings).`,
    },
  );
}

const MAX_LISTED = 8;

function listed(names: readonly string[]): string {
  const rest = names.length - MAX_LISTED;
  const shown = names.slice(0, MAX_LISTED).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** The error for a repository that has no project: a library, or templates that are not rendered. */
export function noProject(repository: Repository): UserError {
  const [template] = repository.templates;
  if (template !== undefined) {
    return new UserError(
      `Expected a Django project, found a template that is not rendered yet: ${template}/.`,
      { hint: RENDER },
    );
  }
  return new UserError("Expected a Django project, found no manage.py.", {
    hint: "A library has none: run in the project that uses it. If the settings live elsewhere, name them with --settings MODULE.",
  });
}

interface Manager extends Location {
  readonly manage: string;
}

function managers(repository: Repository): readonly Manager[] {
  return repository.files
    .filter((file) => file === "manage.py" || file.endsWith("/manage.py"))
    .filter((file) => starter(repository, file) !== null)
    .map((manage) => ({ manage, baseDir: baseOf(repository, manage) }));
}

/**
 * The folder of a manage.py; where that is a package whose own name begins that of the settings, or one
 * that lies in `src` and names none, the folder above, from which the package is installed.
 */
function baseOf(repository: Repository, manage: string): string {
  const folder = manage.slice(0, -"manage.py".length).replace(/\/$/, "");
  const above = folder.replace(/(?:^|\/)[^/]*$/, "");
  if (!repository.has(`${prefixOf(folder)}__init__.py`)) return folder;
  const module = namedSettings(repository, manage);
  const isInside =
    module === null
      ? /(?:^|\/)src$/.test(above)
      : !holdsModule(repository, folder, module) && holdsModule(repository, above, module);
  return isInside ? above : folder;
}

/** What a manage.py names, or the package that it is a function of. */
function namedSettings(repository: Repository, manage: string): string | null {
  const files = [starter(repository, manage) ?? manage, join(dirname(manage), "__init__.py")];
  const named = files.map((file) => NAMED_SETTINGS.exec(repository.text(file) ?? "")?.[1]);
  return named.find((one) => one !== undefined) ?? null;
}

/** Templates of startproject and of others keep `{{ project_name }}` inside their files. */
function rendered(repository: Repository, chosen: Manager): Manager {
  const source = repository.text(chosen.manage) ?? "";
  const at = source.search(/\{\{\s*\w+\s*\}\}\./);
  if (at < 0) return chosen;
  throw new UserError(
    `Expected a Django project, found a template that is not rendered yet: ${chosen.manage}.`,
    { hint: RENDER, place: { file: chosen.manage, line: source.slice(0, at).split("\n").length } },
  );
}

function choose(
  found: readonly Manager[],
  repository: Repository,
  settings: string | null,
): Manager | null {
  if (settings !== null) {
    const owners = found.filter((one) => holdsModule(repository, one.baseDir, settings));
    return onlyOne(owners) ?? onlyOne(found) ?? atRoot(found);
  }
  const products = found.filter((one) => !isAside(one.baseDir));
  return (
    onlyOne(found) ??
    onlyOne(products) ??
    onlyOne(products.filter((one) => findsSettings(repository, one))) ??
    aboveAllOthers(products)
  );
}

const NAMED_SETTINGS = /DJANGO_SETTINGS_MODULE["']\s*(?:,|\]\s*=)\s*["']([\w.-]+)["']/;

/** Whether the settings that a manage.py names are where it looks; true where that is not plain. */
function findsSettings(repository: Repository, { manage, baseDir }: Manager): boolean {
  const source = repository.text(starter(repository, manage) ?? manage) ?? "";
  const [, module] = NAMED_SETTINGS.exec(source) ?? [];
  const isPlain = module !== undefined && !/\bsys\.path\b|\bchdir\b/.test(source);
  return module === undefined || !isPlain || holdsModule(repository, baseDir, module);
}

/** Whether a path leads through a folder that shows or tests something. */
export function isAside(path: string): boolean {
  return path.split("/").some((name) => SIDE_FOLDERS.test(name));
}

function onlyOne(found: readonly Manager[]): Manager | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}

function atRoot(found: readonly Manager[]): Manager | null {
  return found.find((one) => one.baseDir === "") ?? null;
}

/** A project whose folder holds all the others, which are then its own tests or examples. */
function aboveAllOthers(found: readonly Manager[]): Manager | null {
  const above = (outer: Manager): boolean =>
    found.every((one) => one === outer || one.baseDir.startsWith(prefixOf(outer.baseDir)));
  return found.find(above) ?? null;
}

function prefixOf(folder: string): string {
  return folder === "" ? "" : `${folder}/`;
}

function holdsModule(repository: Repository, baseDir: string, module: string): boolean {
  const path = prefixOf(baseDir) + module.replaceAll(".", "/");
  return repository.has(`${path}.py`) || repository.has(`${path}/__init__.py`);
}

function noPython(repository: Repository): UserError {
  if (repository.templates.length > 0) return noProject(repository);
  return new UserError("Expected a Django project, found no Python file.", {
    hint: "Run in the folder of the project, or name it with -C.",
  });
}
