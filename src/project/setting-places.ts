import type { SettingPlace } from "./facts.js";
import { importsOf } from "./imports.js";
import type { Modules } from "./modules.js";
import type { Repository } from "./repository.js";

const SETTINGS = [
  "INSTALLED_APPS",
  "REST_FRAMEWORK",
  "MIDDLEWARE",
  "SECURE_REDIRECT_EXEMPT",
  "SILKY_IGNORE_PATHS",
] as const;

/**
 * The file and line where each setting's base value is written: follows the star imports of the
 * chosen settings, since `dev.py` with `+=` is the wrong file to edit.
 */
export function settingPlaces(
  repository: Repository,
  modules: Modules,
  settings: string,
  rootUrlconf: string | null,
): readonly SettingPlace[] {
  const files = sourcesOf(repository, modules, settings);
  const urlFiles = rootUrlconf === null ? [] : sourcesOf(repository, modules, rootUrlconf);
  return [
    ...SETTINGS.flatMap((name) => firstBase(repository, files, name)),
    ...firstBase(repository, urlFiles, "urlpatterns"),
  ];
}

/** Files of a module and of what it takes over whole, nearest first. */
function sourcesOf(repository: Repository, modules: Modules, start: string): readonly string[] {
  const files: string[] = [];
  const seen = new Set<string>();
  let names: readonly string[] = [start];
  while (names.length > 0) {
    const next: string[] = [];
    for (const name of names) {
      const file = modules.resolve(name);
      if (seen.has(name) || file === null || file.path === null) continue;
      seen.add(name);
      files.push(file.path);
      next.push(...takenOver(repository, name, file.path, file.isPackage));
    }
    names = next;
  }
  return [...files, ...includedFiles(repository, files)];
}

function takenOver(
  repository: Repository,
  name: string,
  path: string,
  isPackage: boolean,
): readonly string[] {
  const source = repository.text(path) ?? "";
  const imports = importsOf(source, name, isPackage);
  // The last star import wins where several define a name.
  const whole = imports
    .filter(({ star }) => star)
    .map(({ module }) => module)
    .toReversed();
  const parts = imports.flatMap(({ module, names }) => [
    ...names.filter((one) => isSource(source, one)).map((one) => `${module}.${one}`),
    ...(names.some((one) => WANTED.has(one)) ? [module] : []),
  ]);
  return [...whole, ...parts];
}

const WANTED: ReadonlySet<string> = new Set([...SETTINGS, "urlpatterns"]);

/** `from . import base` with `base.INSTALLED_APPS` further down. */
function isSource(source: string, name: string): boolean {
  return new RegExp(`\\b${name}\\.(${[...WANTED].join("|")})\\b`).test(source);
}

/** Files that django-split-settings includes by name. */
function includedFiles(repository: Repository, files: readonly string[]): readonly string[] {
  return files.flatMap((file) => {
    const source = repository.text(file) ?? "";
    if (!/\binclude\(/.test(source)) return [];
    const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
    const named = [...source.matchAll(/["']([\w./-]+\.py)["']/g)].map((match) => folder + match[1]);
    return named.filter((one) => repository.has(one) && !files.includes(one));
  });
}

function firstBase(
  repository: Repository,
  files: readonly string[],
  name: SettingPlace["name"],
): readonly SettingPlace[] {
  const assigned = new RegExp(`^[ \\t]*${name}[ \\t]*(?::[^=\\n]+)?=(?!=)[ \\t]*(.*)$`, "gm");
  for (const file of files) {
    const source = repository.text(file) ?? "";
    for (const match of source.matchAll(assigned)) {
      if (isDerived(name, source.slice(match.index, match.index + 400))) continue;
      const line = source.slice(0, match.index).split("\n").length;
      return [{ name, file, line }];
    }
  }
  return [];
}

/**
 * `X = base.X + [...]`, `X = [*X, ...]`, `X = changed`: what is written here is only the change.
 * A URLconf that adds up the urlpatterns of other modules is where they come together.
 */
function isDerived(name: string, assignment: string): boolean {
  const value = assignment.slice(assignment.indexOf("=") + 1);
  const end = value.search(/\n(?=[A-Za-z_#@])/);
  const written = end < 0 ? value : value.slice(0, end);
  const own = name === "urlpatterns" ? `(?<!\\.)\\b${name}\\b` : `\\b${name}\\b`;
  return new RegExp(own).test(written) || /^\s*[a-z_]\w*\s*$/.test(written);
}
