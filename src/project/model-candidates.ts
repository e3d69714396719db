import { CLASSES, DOTTED_BASES, type ClassHeader } from "./class-headers.js";
import type { Import } from "./imports.js";
import { MODEL_NAMES } from "./known-bases.js";
import type { Modules } from "./modules.js";
import type { ImportIndex } from "./reach.js";
import type { Repository } from "./repository.js";

interface Outline {
  readonly module: string;
  readonly classes: readonly ClassHeader[];
  /** Names imported from packages whose source is not in the repository. */
  readonly foreign: ReadonlySet<string>;
  /** True when the module is about models whatever its classes derive from. */
  readonly aboutModels: boolean;
}

/**
 * Of these modules, those that may define models, told from the headers of their classes. Names
 * stand for classes whatever module they are from, so that this errs on the side of too many.
 */
export function modelCandidates(
  repository: Repository,
  modules: Modules,
  imports: ImportIndex,
  names: readonly string[],
): readonly string[] {
  const outlines = names
    .map((name) => outline(repository, modules, imports, name))
    .filter((one) => one !== null);
  const defined = new Set(outlines.flatMap((one) => one.classes.map(({ name }) => name)));
  const suspects = spread(outlines, defined);
  return outlines
    .filter((one) => one.aboutModels || one.classes.some(({ name }) => suspects.has(name)))
    .map((one) => one.module);
}

/** Names of the classes that may descend from a model. */
function spread(outlines: readonly Outline[], defined: ReadonlySet<string>): ReadonlySet<string> {
  const suspects = new Set<string>(MODEL_NAMES);
  const heirs = new Map<string, string[]>();
  const pending: string[] = [...MODEL_NAMES];
  for (const { classes, foreign } of outlines) {
    for (const { name, bases } of classes) {
      for (const base of bases) heirs.set(base, [...(heirs.get(base) ?? []), name]);
      // A name that is neither a class of the repository nor imported may be bound to anything.
      const isOpen = (base: string): boolean =>
        !defined.has(base) && !foreign.has(base) && !/(Error|Exception|Warning)$/.test(base);
      if (bases.some(isOpen)) pending.push(name);
    }
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    suspects.add(name);
    for (const heir of heirs.get(name) ?? []) if (!suspects.has(heir)) pending.push(heir);
  }
  return suspects;
}

const MODEL_FILE = /(^|\/)models(\/[^/]+)*\.py$|(^|\/)\w*_models\.py$/;

function outline(
  repository: Repository,
  modules: Modules,
  imports: ImportIndex,
  module: string,
): Outline | null {
  const path = modules.resolve(module)?.path ?? null;
  if (path === null || repository.source(path)?.kind !== "text") return null;
  const found = repository.scan(path, CLASSES);
  if (found === null) return null;
  const { classes } = found;
  const aboutModels = MODEL_FILE.test(path) || found.hasFields;
  const needsImports = !aboutModels && classes.some(({ bases }) => bases.length > 0);
  const foreign = needsImports ? foreignNames(repository, modules, path, imports(module)) : NONE;
  return { module, classes, foreign, aboutModels };
}

const NONE: ReadonlySet<string> = new Set();

const BUILTINS = [
  "object",
  "type",
  "dict",
  "list",
  "tuple",
  "set",
  "str",
  "int",
  "float",
  "property",
];

function foreignNames(
  repository: Repository,
  modules: Modules,
  path: string,
  imports: readonly Import[],
): ReadonlySet<string> {
  const found = new Set<string>(BUILTINS);
  for (const one of imports) {
    if (modules.resolve(one.module) !== null) continue;
    for (const name of one.names) found.add(name);
    if (one.names.length === 0) found.add(one.module.split(".", 1)[0] ?? "");
  }
  // An attribute of an imported package, `forms.Form`, is no class of the repository either.
  for (const [holder, name] of repository.scan(path, DOTTED_BASES) ?? []) {
    if (found.has(holder)) found.add(name);
  }
  return found;
}
