import { UserError } from "../errors.js";
import type { Place } from "./facts.js";
import { isAside, noProject, type Location } from "./locate.js";
import type { Modules } from "./modules.js";
import type { Repository } from "./repository.js";
import { configurationMentions, settingsMentions, type Mention } from "./settings-mentions.js";

/** The settings module that tests should run on, and why it was chosen. */
export interface SettingsChoice {
  readonly module: string;
  readonly file: string;
  /** The django-configurations class, when the project names one. */
  readonly configurations: readonly string[];
  readonly because: string;
  /** Where the module is named; null when the person named it. */
  readonly place: Place | null;
  /** Dotted name of the production settings; null when there is none of their own. */
  readonly production: string | null;
}

/** Chooses the settings for tests; `wanted`, named by the person, overrules everything. */
export function chooseSettings(
  repository: Repository,
  modules: Modules,
  location: Location,
  wanted: string | null,
): SettingsChoice {
  const mentions = settingsMentions(repository, location);
  const chosen = named(modules, wanted) ?? fromProject(repository, modules, location, mentions);
  return {
    ...chosen,
    configurations: configurationMentions(repository, location).map((mention) => mention.value),
    production: productionSettings(modules, chosen.module, mentions),
  };
}

type Chosen = Pick<SettingsChoice, "module" | "file" | "because" | "place">;

function named(modules: Modules, wanted: string | null): Chosen | null {
  if (wanted === null) return null;
  const file = fileOf(modules, wanted);
  if (file !== null)
    return { module: wanted, file, because: "named by --settings or soundcheck.json", place: null };
  throw new UserError(`Expected the settings module ${wanted}, found no file for it.`, {
    hint: `Looked in ${modules.path.map((folder) => folder || ".").join(", ")}. Check the name given with --settings.`,
  });
}

function fromProject(
  repository: Repository,
  modules: Modules,
  location: Location,
  mentions: readonly Mention[],
): Chosen {
  const usable = mentions.filter(({ value }) => isSettings(repository, modules, value));
  const isProject = location.manage !== null || usable.some(isDeployed);
  const [strongest] = isProject ? usable : [];
  if (strongest === undefined) return unnamed(repository, modules, location, mentions);
  const sibling = isAboutTests(strongest)
    ? null
    : testSibling(repository, modules, strongest.value);
  if (sibling !== null) return sibling;
  const file = fileOf(modules, strongest.value) ?? "";
  const because = `named by ${strongest.source}`;
  return { module: strongest.value, file, because, place: strongest };
}

/** A module that only reads the settings is none: a pipeline may name an app's own by mistake. */
const READS_SETTINGS = /^from django\.conf import (?:\w+, *)*settings\b/m;

function isSettings(repository: Repository, modules: Modules, module: string): boolean {
  const file = fileOf(modules, module);
  const source = repository.text(file ?? "") ?? "";
  return file !== null && (STANDS_ALONE.test(source) || !READS_SETTINGS.test(source));
}

/** Without a manage.py, only what serves requests shows that this is a project, not a library. */
function isDeployed(mention: Mention): boolean {
  return mention.source === "the WSGI or ASGI module" || mention.source === "manage.py";
}

function isAboutTests(mention: Mention): boolean {
  return (
    mention.source === "pytest configuration" ||
    mention.source === "manage.py for its test command" ||
    mention.source === "the test command of continuous integration" ||
    mention.source === "continuous integration"
  );
}

const TEST_NAMES = ["test", "testing", "tests", "ci", "test_settings", "settings_test", "pytest"];
const PRODUCTION_NAMES = ["production", "prod", "deployment", "deploy", "live", "heroku"];
/** What developers run on, whatever the WSGI module falls back to. */
const DEVELOPMENT_NAMES = [...TEST_NAMES, "dev", "develop", "development", "local", "debug"];

/** What makes a module settings of their own, rather than helpers or a fragment of settings. */
const STANDS_ALONE =
  /\bimport \*|\b(?:INSTALLED_APPS|ROOT_URLCONF)\b[^=\n+(]*=(?!=)|\b(?:include|globals|exec)\(|^class \w+\(|dynaconf/im;

/** `config.settings.dev` has a sister `config.settings.test`. */
function testSibling(repository: Repository, modules: Modules, module: string): Chosen | null {
  const found = siblings(modules, module, TEST_NAMES).find((name) =>
    STANDS_ALONE.test(repository.text(fileOf(modules, name) ?? "") ?? ""),
  );
  const file = found === undefined ? null : fileOf(modules, found);
  if (found === undefined || file === null) return null;
  return { module: found, file, because: `the settings for tests beside ${module}`, place: null };
}

/** Modules of these names in the package of a settings module, or in the module as a package. */
function siblings(modules: Modules, module: string, names: readonly string[]): readonly string[] {
  const isPackage = modules.resolve(module)?.isPackage ?? false;
  const parent = module.includes(".") ? module.slice(0, module.lastIndexOf(".")) : "";
  // Next to a lone settings.py, "tests" is the project's test package.
  const isSettingsPackage = /(settings|config|conf|django|env|environments)$/.test(parent);
  const stem = module.slice(module.lastIndexOf(".") + 1);
  return names
    .flatMap((name) => [
      ...(isPackage ? [`${module}.${name}`] : []),
      ...(isSettingsPackage && parent !== "" && stem !== "settings" ? [`${parent}.${name}`] : []),
      ...(stem.startsWith("settings")
        ? [join(parent, `settings_${name}`), join(parent, `${name}_settings`)]
        : []),
    ])
    .filter((name) => fileOf(modules, name) !== null);
}

/** No place names a module that the repository has: one settings.py speaks for itself. */
function unnamed(
  repository: Repository,
  modules: Modules,
  location: Location,
  mentions: readonly Mention[],
): Chosen {
  const [missing] = mentions;
  if (missing !== undefined && location.manage !== null && missing.source !== "a deployment file") {
    throw missingModule(repository, modules, missing);
  }
  const candidates = settingsFiles(repository, modules, location.baseDir);
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return preferTests(repository, modules, only);
  if (location.manage === null) throw noProject(repository);
  throw new UserError(
    candidates.length === 0
      ? "Expected a settings module, found none that manage.py, pytest or the environment names."
      : `Expected one settings module, found ${candidates.join(", ")}, and nothing names one of them.`,
    {
      hint: "Name it with --settings MODULE.",
      place: { file: location.manage, line: 1 },
    },
  );
}

function preferTests(repository: Repository, modules: Modules, module: string): Chosen {
  const file = fileOf(modules, module) ?? "";
  return (
    testSibling(repository, modules, module) ?? {
      module,
      file,
      because: "the only settings found",
      place: null,
    }
  );
}

function settingsFiles(
  repository: Repository,
  modules: Modules,
  baseDir: string,
): readonly string[] {
  const prefix = baseDir === "" ? "" : `${baseDir}/`;
  const files = repository.files.filter(
    (file) =>
      file.startsWith(prefix) &&
      !isAside(file) &&
      /(^|\/)settings(\.py|\/__init__\.py|\/base\.py|\/common\.py)$/.test(file) &&
      /^\s*(INSTALLED_APPS|ROOT_URLCONF)\b/m.test(repository.text(file) ?? ""),
  );
  return files.map((file) => modules.nameOf(file)).filter((name) => name !== null);
}

function missingModule(repository: Repository, modules: Modules, mention: Mention): UserError {
  const folders = modules.path.map((folder) => folder || "the root").join(", ");
  const alike = patternOf(repository, mention.value.slice(mention.value.lastIndexOf(".") + 1));
  const remedy =
    alike === undefined
      ? "If it is made at deployment, name one that is committed with --settings MODULE."
      : `${alike} is there: copy it to the name that is expected, or name another with --settings MODULE.`;
  return new UserError(
    `Expected the settings module ${mention.value}, found no file for it in ${folders}.`,
    { hint: remedy, place: { file: mention.file, line: mention.line } },
  );
}

/** What a module is to be copied from: `settings.py.dist`, `settings.example.py`, `sample_settings.py`. */
function patternOf(repository: Repository, module: string): string | undefined {
  const last = `${module}.py`;
  return repository.files.find((file) => {
    const name = file.slice(file.lastIndexOf("/") + 1);
    return name.startsWith(`${last}.`) || (name.includes(module) && EXAMPLE.test(name));
  });
}

const EXAMPLE = /(?:^|[._-])(?:dist|example|sample|template|tmpl|tpl)(?=[._-])/;

function productionSettings(
  modules: Modules,
  chosen: string,
  mentions: readonly Mention[],
): string | null {
  if (PRODUCTION_NAMES.some((name) => isNamed(chosen, name))) return chosen;
  const [sibling] = siblings(modules, chosen, PRODUCTION_NAMES);
  if (sibling !== undefined) return sibling;
  const served = mentions.find(
    (mention) =>
      mention.source === "the WSGI or ASGI module" &&
      mention.value !== chosen &&
      !DEVELOPMENT_NAMES.some((name) => isNamed(mention.value, name)) &&
      fileOf(modules, mention.value) !== null,
  );
  return served?.value ?? null;
}

/** Whether `config.settings.prod` or `settings_prod` is what "prod" names. */
function isNamed(module: string, name: string): boolean {
  const last = module.slice(module.lastIndexOf(".") + 1);
  return last === name || last === `settings_${name}` || last === `${name}_settings`;
}

function fileOf(modules: Modules, module: string): string | null {
  return modules.resolve(module)?.path ?? null;
}

function join(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}
