import { dirname, join } from "node:path/posix";
import { composedNames, lineOf } from "./composed-names.js";
import { foldersUpward } from "./dependencies-places.js";
import type { Place } from "./facts.js";
import type { Location } from "./locate.js";
import type { Repository } from "./repository.js";
import { starter } from "./starter.js";

/** Who names a settings module, strongest first: what tests run on beats what a server runs on. */
export const SOURCES = [
  "pytest configuration",
  "manage.py for its test command",
  "the test command of continuous integration",
  "continuous integration",
  "manage.py",
  "an environment file",
  "the WSGI or ASGI module",
  "a deployment file",
] as const;

/** What names a settings module. */
export type Source = (typeof SOURCES)[number];

/** A place that names a settings module, or a django-configurations class. */
export interface Mention extends Place {
  readonly value: string;
  readonly source: Source;
}

/** Every place of a project that names its settings module, strongest first. */
export function settingsMentions(repository: Repository, location: Location): readonly Mention[] {
  return mentions(repository, location, "DJANGO_SETTINGS_MODULE");
}

/** Every place that names the django-configurations class to use, strongest first. */
export function configurationMentions(
  repository: Repository,
  location: Location,
): readonly Mention[] {
  return mentions(repository, location, "DJANGO_CONFIGURATION");
}

type Variable = "DJANGO_SETTINGS_MODULE" | "DJANGO_CONFIGURATION";

const PYTEST_FILES = ["pytest.ini", ".pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg"];
const PYTEST_SECTION = /^(pytest|tool:pytest|tool\.pytest(\.ini_options)?)$/;
/** A folder may be named as no identifier is: `site-plus.settings` is imported by its text. */
const MODULE = String.raw`([A-Za-z_][\w.]*(?:-\w[\w.]*)*)`;
const NAMED = String.raw`["']?\s*(?:\]\s*=|[=:,]|\s)\s*["']?${MODULE}`;

function mentions(
  repository: Repository,
  { baseDir, manage }: Location,
  variable: Variable,
): readonly Mention[] {
  const folders = foldersUpward(baseDir);
  const all = [
    ...folders.flatMap((folder) => inPytest(repository, folder, variable)),
    ...(manage === null ? [] : inManage(repository, manage, variable)),
    ...inAutomation(repository, baseDir, variable),
    ...inPython(repository, baseDir, variable),
    ...inEnvironmentFiles(repository, folders, variable),
    ...inDeployment(repository, variable),
  ].filter((mention) => isModuleName(mention.value));
  return all.toSorted((a, b) => SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source));
}

function isModuleName(value: string): boolean {
  return !/^(os|env|environ|None|True|False|str|default)$/.test(value) && !value.endsWith(".");
}

function inPytest(repository: Repository, folder: string, variable: Variable): readonly Mention[] {
  const flag = variable === "DJANGO_SETTINGS_MODULE" ? "--ds" : "--dc";
  const wanted = new RegExp(`(?:${variable}${NAMED})|(?:${flag}[= ]["']?${MODULE})`);
  const found = PYTEST_FILES.map((name) => join(folder, name)).flatMap((file) => {
    const source = "pytest configuration" as const;
    return sectioned(repository.text(file) ?? "")
      .filter(({ section }) => PYTEST_SECTION.test(section))
      .flatMap(({ text, line }) =>
        found1(wanted, text).map((value) => ({ value, file, line, source })),
      );
  });
  const conftests = ["conftest.py", "tests/conftest.py"].map((name) => join(folder, name));
  return [
    ...found,
    ...conftests.flatMap((file) => quoted(repository, file, variable, "pytest configuration")),
  ];
}

/**
 * manage.py may choose by its arguments: what stands under a test of "test" is meant for tests. One that is
 * called as a function of its package leaves it to that.
 */
function inManage(repository: Repository, manage: string, variable: Variable): readonly Mention[] {
  const file = starter(repository, manage) ?? manage;
  const lines = (repository.text(file) ?? "").split("\n");
  const own = quoted(repository, file, variable, "manage.py");
  if (own.length === 0)
    return quoted(repository, join(dirname(manage), "__init__.py"), variable, "manage.py");
  return own.map((mention) => {
    const branch = enclosingBranch(lines, mention.line);
    const forTests = /(?:\b|_)test/.test(branch) && !/\bnot\b|!=/.test(branch);
    return forTests ? { ...mention, source: "manage.py for its test command" as const } : mention;
  });
}

function enclosingBranch(lines: readonly string[], line: number): string {
  const indent = indentOf(lines[line - 1] ?? "");
  for (let at = line - 2; at >= 0; at -= 1) {
    const text = lines[at] ?? "";
    if (text.trim() === "" || indentOf(text) >= indent) continue;
    return /^\s*(if|elif)\b/.test(text) ? text : "";
  }
  return "";
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** Commands that prepare a deployment: what stands before them on a line is meant for them alone. */
const BUILDING = /\b(collectstatic|compress|compilemessages|makemessages|compilescss)\b/;

const WORKFLOW =
  /^(\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.circleci\/config\.yml|\.travis\.yml|azure-pipelines\.yml|bitbucket-pipelines\.yml)$/;
const SCRIPTS =
  /(^|\/)(tox\.ini|noxfile\.py|Makefile|makefile|justfile|Taskfile\.yml|gulpfile\.js|package\.json|docker-compose[^/]*\.ya?ml|compose[^/]*\.ya?ml|runtests\.sh|test\.sh|run_tests\.sh)$/;

function inAutomation(
  repository: Repository,
  baseDir: string,
  variable: Variable,
): readonly Mention[] {
  const flag = variable === "DJANGO_SETTINGS_MODULE" ? "settings" : "configuration";
  const command = new RegExp(`\\btest\\b.*--${flag}[= ]["']?${MODULE}`);
  const assigned = new RegExp(`${variable}${NAMED}`);
  const files = automation(repository).filter(
    (file) => WORKFLOW.test(file) || isNear(file, baseDir),
  );
  return files.flatMap((file) => {
    const automatic = WORKFLOW.test(file) || file.endsWith("tox.ini");
    return sectioned(repository.text(file) ?? "").flatMap(({ text, line, section }) => [
      ...found1(command, text).map((value) => ({
        value,
        file,
        line,
        source: "the test command of continuous integration" as const,
      })),
      ...(automatic && (section === "" || section === "testenv") ? found1(assigned, text) : []).map(
        (value) => ({
          value,
          file,
          line,
          source: BUILDING.test(text)
            ? ("a deployment file" as const)
            : ("continuous integration" as const),
        }),
      ),
    ]);
  });
}

const automation = selection((file) => WORKFLOW.test(file) || SCRIPTS.test(file));
const servers = selection((file) => /(^|\/)(wsgi|asgi)\.py$/.test(file));
const environmentFiles = selection((file) => /(^|\/)(\.?env([._-][^/]*)?|\.envrc)$/.test(file));
const deployments = selection((file) => DEPLOYMENT.test(file));

/** The files of a repository that fit, looked for once. */
function selection(fits: (file: string) => boolean): (repository: Repository) => readonly string[] {
  const known = new WeakMap<Repository, readonly string[]>();
  return (repository) => {
    const found = known.get(repository) ?? repository.files.filter(fits);
    known.set(repository, found);
    return found;
  };
}

function isNear(file: string, baseDir: string): boolean {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
  return folder === "" || folder === baseDir;
}

function inPython(repository: Repository, baseDir: string, variable: Variable): readonly Mention[] {
  const prefix = baseDir === "" ? "" : `${baseDir}/`;
  return servers(repository)
    .filter((file) => file.startsWith(prefix))
    .flatMap((file) => quoted(repository, file, variable, "the WSGI or ASGI module"));
}

function inEnvironmentFiles(
  repository: Repository,
  folders: readonly string[],
  variable: Variable,
): readonly Mention[] {
  const files = environmentFiles(repository).filter((file) => {
    return folders.includes(file.slice(0, Math.max(0, file.lastIndexOf("/"))));
  });
  return files.flatMap((file) => assignedIn(repository, file, variable, "an environment file"));
}

const DEPLOYMENT =
  /(^|\/)(Dockerfile[^/]*|Procfile|app\.json|\.devcontainer\.json|devcontainer\.json|docker-compose[^/]*\.ya?ml|compose[^/]*\.ya?ml|fly\.toml|render\.yaml|[^/]*\.env)$/;

function inDeployment(repository: Repository, variable: Variable): readonly Mention[] {
  return deployments(repository).flatMap((file) =>
    assignedIn(repository, file, variable, "a deployment file"),
  );
}

function assignedIn(
  repository: Repository,
  file: string,
  variable: Variable,
  source: Source,
): readonly Mention[] {
  const wanted = new RegExp(`${variable}${NAMED}`);
  return sectioned(repository.text(file) ?? "").flatMap(({ text, line }) =>
    found1(wanted, text).map((value) => ({ value, file, line, source })),
  );
}

/** A Python file's `setdefault("NAME", "value")` and `environ["NAME"] = "value"`. */
function quoted(
  repository: Repository,
  file: string,
  variable: Variable,
  source: Source,
): readonly Mention[] {
  const text = repository.text(file);
  if (text === null || !text.includes(variable)) return [];
  const composed = composedNames(text, variable).map((one) => ({ ...one, file, source }));
  const wanted = new RegExp(
    String.raw`["']${variable}["']\s*(?:\]\s*=|,)\s*(?:[\w.]+\(\s*["'][^"']*["']\s*,\s*(?:default\s*=\s*)?)?["']${MODULE}["']`,
    "g",
  );
  const plain = [...text.matchAll(wanted)].flatMap((match) => {
    const start = text.lastIndexOf("\n", match.index) + 1;
    const commented = text.slice(start, match.index).trimStart().startsWith("#");
    const line = lineOf(text, match.index);
    return commented || match[1] === undefined ? [] : [{ value: match[1], file, line, source }];
  });
  return [...plain, ...composed];
}

interface Line {
  readonly text: string;
  readonly line: number;
  /** Name of the [section] the line stands in, "" before the first. */
  readonly section: string;
}

function sectioned(text: string): readonly Line[] {
  let section = "";
  return text.split(/\r?\n/).flatMap((raw, index) => {
    const header = /^\[+([^\]]+)\]+\s*$/.exec(raw);
    if (header?.[1] !== undefined) section = header[1];
    return /^\s*(#|;|\/\/)/.test(raw) ? [] : [{ text: raw, line: index + 1, section }];
  });
}

function found1(wanted: RegExp, text: string): readonly string[] {
  const match = wanted.exec(text);
  const value = match?.slice(1).find((group) => group !== undefined);
  return value === undefined ? [] : [value];
}
