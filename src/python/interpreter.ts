import type { Doubt, Place } from "../project/facts.js";
import type { Asked } from "./asked.js";
import type { Suite } from "./syntax.js";
import type {
  CallArguments,
  CallValue,
  ClassValue,
  ExternalValue,
  FunctionValue,
  ModuleValue,
  UnknownValue,
  Value,
} from "./values.js";

/** A module's file as the host names it; null for a namespace package. */
export interface ModuleFile {
  readonly path: string | null;
  readonly isPackage: boolean;
  /** True for a stand-in that lacks most of the real module: other names of it are external. */
  readonly partial?: boolean;
}

/** How the evaluator reaches the outside: everything it may know beyond source comes from here. */
export interface SourceHost {
  /** Where a dotted module lives, null when its source is not to be read (then it is external). */
  resolveModule(dotted: string): ModuleFile | null;
  readSource(path: string): string | null;
  /** Names of a file's classes that run code when others are derived from them, or made of them. */
  hooks?(path: string): readonly string[];
  /** Told of a file whose text is a value of its own, as `open(path).read()` has it. */
  taken?(path: string): void;
  /** Told of a file of variables that is not committed, and that a reader raises without. */
  lacks?(path: string): void;
  /** Told of every text that is executed, so that what was looked at in it can be remembered. */
  executed?(path: string, text: string, suite: Suite): void;
  /** Told of modules that a function imports while it is called; some of them may be none. */
  imported?(modules: readonly string[], place: Place): void;
  /** Where the names that code asks for are noted. */
  readonly asked?: Asked;
  /** Whether an external module can be imported; null when nobody knows. */
  isInstalled?(dotted: string): boolean | null;
  /** Whether git keeps out the file that a missing module would be, so that only some machines have it. */
  isPersonal?(dotted: string): boolean;
  /** Whether a path of the repository exists, for `os.path.exists` and `Path.exists`. */
  exists?(path: string): boolean;
  /** Whether git keeps a path of the repository out, so that only this machine has what is there. */
  isIgnored?(path: string): boolean;
  /** Whether a path of the repository is a folder. */
  isFolder?(path: string): boolean;
  /** Names of a directory's entries, for `os.listdir`; null when it is not there. */
  listDirectory?(path: string): readonly string[] | null;
  /** Dotted names of the bases of an external class, null when it is not in any table. */
  externalBases?(dotted: string): readonly string[] | null;
  /** The meaning of an external name, such as django.urls.path; null when it has none here. */
  externalValue?(dotted: string): Value | null;
  /** An attribute of what a call of something external gave; null where that is not known. */
  callMember?(value: CallValue, name: string): Value | "absent" | null;
  /** What an operator makes of two things that are not read; null where that is not known. */
  combined?(operator: string, left: Value, right: Value, place: Place): Value | null;
  /** Label of the app that a model belongs to; null while the apps are not known. */
  appLabel?(model: ClassValue): string | null;
  /** Environment variables that are set; others are read as their default, or unknown. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** One reading of an environment variable. */
export interface EnvironmentRead extends Place {
  readonly name: string;
  /** True when it has no default. */
  readonly required: boolean;
}

/** What a call ends with that certainly raises. */
export interface Raised {
  readonly kind: "raised";
  /** Name of the error's class, such as "PermissionDenied". */
  readonly error: string;
}

/** A class that code made while it ran, rather than a module as it stands. */
export interface MadeClass {
  /** Its name is empty where that is not known. */
  readonly cls: ClassValue;
  /** False where its name or its body is not known, or whether the statement that makes it is reached. */
  readonly isCertain: boolean;
}

/** A running evaluation of one repository; modules are executed once and kept. */
export interface Interpreter {
  /** Executes a module; null when the host has no source for it. */
  module(dotted: string): ModuleValue | null;
  /**
   * Runs something while imports are executed where they stand, as Python does: a module may change
   * others on being imported. Otherwise they wait until one of their names is asked for.
   */
  eagerly<T>(run: () => T): T;
  /** Whether the statements that are executed now stand below a condition that is not known. */
  isInBranch(): boolean;
  /** What `import_string("a.b.C")` gives (nested classes too); external when it is not at hand. */
  locate(dotted: string): Value | null;
  /** `value.name` with binding; null where Python would raise AttributeError. */
  get(value: Value, name: string): Value | null;
  /** `callee(*args, **kwargs)` within the work budget. */
  call(callee: Value, call: CallArguments): Value;
  /** The same, but for the name of an error that it certainly raises; no class keeps what it is given. */
  attempt(callee: Value, call: CallArguments): Value | Raised;
  mro(cls: ClassValue): readonly (ClassValue | ExternalValue | UnknownValue)[];
  ownAttributes(cls: ClassValue): ReadonlyMap<string, Value>;
  /** One of them; null where the class's own body does not bind it. */
  ownAttribute(cls: ClassValue, name: string): Value | null;
  /** Functions that a class has or inherits and that have an attribute of their own, by name. */
  functionsWith(
    cls: ClassValue,
    attribute: string,
  ): readonly (readonly [name: string, member: FunctionValue])[];
  /** The raw class attribute through the MRO, null when no known class has it. */
  attribute(cls: ClassValue, name: string): Value | null;
  /** Whether an external ancestor has this dotted name; null when an unknown base leaves it open. */
  isSubclass(cls: ClassValue, dotted: string): boolean | null;
  /** Module-level names that are bound to classes defined in that module, nested ones excluded. */
  classesOf(module: ModuleValue): readonly ClassValue[];
  /** Classes that code has made so far, whether or not a module has a name for them. */
  madeClasses(): readonly MadeClass[];
  /** Every name of a module; imports in it are resolved. */
  names(module: ModuleValue): ReadonlyMap<string, Value>;
  setGlobal(module: ModuleValue, name: string, value: Value): void;
  /** Adds a doubt of whoever gave a name its meaning. */
  note(place: Place, what: string, effect: string): void;
  doubts(): readonly Doubt[];
  environment(): readonly EnvironmentRead[];
  /** Modules executed so far, by dotted name. */
  modules(): ReadonlyMap<string, ModuleValue>;
}
