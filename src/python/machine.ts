import type { Doubt, Place } from "../project/facts.js";
import type { Asked } from "./asked.js";
import type { EnvironmentRead, MadeClass, SourceHost } from "./interpreter.js";
import type { Journal } from "./journal.js";
import type { Block, Expression, Statement } from "./syntax.js";
import type {
  CallArguments,
  ClassValue,
  DictValue,
  ExternalValue,
  ModuleValue,
  Namespace,
  Scope,
  UnknownValue,
  Value,
} from "./values.js";

/** How a block ended. */
export type Completion =
  | { readonly kind: "normal" }
  | { readonly kind: "break" }
  | { readonly kind: "continue" }
  | { readonly kind: "return"; readonly value: Value };

export const NORMAL: Completion = { kind: "normal" };

/** State of one evaluation, and the rules of it as its parts see each other. */
export interface Machine {
  readonly host: SourceHost;
  readonly modules: Map<string, ModuleValue>;
  readonly builtins: ReadonlyMap<string, Value>;
  /** Meanings of names of the standard library. */
  readonly library: ReadonlyMap<string, Value>;
  readonly doubts: Doubt[];
  readonly environment: EnvironmentRead[];
  /** Environment variables that the code itself has set. */
  readonly planted: DictValue;
  /** What code has put into `sys.modules`, by name. */
  readonly plantedModules: Map<string, Value>;
  /** Files that code has opened, by their text, so that what is executed has a place. */
  readonly texts: Map<string, string>;
  /** Modules that the host does not know. */
  readonly missing: Set<string>;
  readonly work: Work;
  /** Names that somebody has asked for. */
  readonly asked: Asked;
  /** Scopes of the modules being executed, outermost first. */
  readonly executing: Scope[];
  /** Classes that `type()` or a function made while it ran, in their order. */
  readonly made: MadeClass[];
  /** Writes since the innermost branch on an unknown began; null outside. */
  journal: Journal | null;
  /** Whether imports are executed where they stand rather than when one of their names is asked for. */
  eager: boolean;
  /** The class that a metaclass is making; null outside of any. */
  defining: ClassValue | null;
  /** Set by what may raise in the `try` that is being read; `null` outside of any. */
  trial: Trial | null;
  evaluate(node: Expression, scope: Scope): Value;
  execute(block: Block, scope: Scope): Completion;
  call(callee: Value, call: CallArguments): Value;
  attribute(value: Value, name: string): Value | null;
  load(dotted: string): ModuleValue | null;
  mro(cls: ClassValue): readonly (ClassValue | ExternalValue | UnknownValue)[];
  /** The names of a class's own body, executed when first asked for. */
  classBody(cls: ClassValue): Namespace;
  /** A raw class attribute through the MRO; "external" where an ancestor that is not read may have it. */
  classMember(cls: ClassValue, name: string): Value | "external" | null;
}

/** Work done and allowed, so that every evaluation ends. */
export interface Work {
  steps: number;
  /** Steps at which the module being executed has had its share. */
  limit: number;
  readonly total: number;
  calls: number;
  /** Branches on unknowns that are being read, one within the other. */
  forks: number;
  nesting: number;
  /** Steps of what had a share of its own, whoever asked for it. */
  apart: number;
  /** Breaks, in the innermost loop, that may or may not have happened. */
  maybeBreaks: number;
  /** Calls from outside under way that are made to see what they would do. */
  trials: number;
}

/** A `try` being read: whether something in it may or may not raise. */
export interface Trial {
  /** Whether this `try`, or one around it, has a handler for an exception of this name. */
  catches(exception: string): boolean;
  cause: UnknownValue | null;
  /** Name of the exception that it may raise. */
  exception: string;
}

/** Tells the enclosing `try` that something in it may raise. */
export function mayRaise(machine: Machine, exception: string, cause: UnknownValue): void {
  const { trial } = machine;
  if (trial && !trial.cause) {
    trial.cause = cause;
    trial.exception = exception;
  }
}

/** A Python exception on its way to a handler; no stack of ours, which would cost more than the rest. */
export class PythonError {
  readonly exception: string;
  readonly message: string;
  readonly place: Place;
  readonly value: Value | null;

  constructor(exception: string, message: string, place: Place, value: Value | null = null) {
    this.exception = exception;
    this.message = message;
    this.place = place;
    this.value = value;
  }
}

const sources = new WeakMap<
  ModuleValue,
  { readonly text: string; lines: readonly number[] | null }
>();

/** Remembers a module's source, so that offsets in it can be told as lines. */
export function keepSource(module: ModuleValue, text: string): void {
  sources.set(module, { text, lines: null });
}

/** The source of a module, "" when it has none. */
export const sourceOf = (module: ModuleValue): string => sources.get(module)?.text ?? "";

/** Most places are never looked at: their line is counted when somebody does. */
class LazyPlace implements Place {
  readonly module: ModuleValue;
  readonly start: number;

  constructor(module: ModuleValue, start: number) {
    this.module = module;
    this.start = start;
  }

  get file(): string {
    return this.module.file ?? this.module.name;
  }

  get line(): number {
    return lineAt(this.module, this.start);
  }
}

/** The place of an offset. Copy `file` and `line` by name: they are not own properties. */
export const placeAt = (module: ModuleValue, start: number): Place => new LazyPlace(module, start);

function lineAt(module: ModuleValue, start: number): number {
  const record = sources.get(module);
  if (!record) return 1;
  record.lines ??= lineStarts(record.text);
  let low = 0;
  let high = record.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((record.lines[middle] ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Notes what could not be decided. */
export function doubt(machine: Machine, place: Place, what: string, effect: string): void {
  const { doubts } = machine;
  const known = doubts.some(
    (one) => one.what === what && one.file === place.file && one.line === place.line,
  );
  if (!known) doubts.push({ file: place.file, line: place.line, what, effect });
}

/** Notes that all names of a module, or of a class in it, are asked for. */
export function noteListed({ asked }: Machine, { file }: ModuleValue): void {
  if (file !== null) asked.listed.add(file);
}

/** Remembers a class that code makes: its name may be bound nowhere. */
export function noteMade(machine: Machine, cls: ClassValue, isKnown = true): void {
  machine.made.push({ cls, isCertain: isKnown && machine.journal === null });
}

/** Steps. */
const SMALL = 100;

/**
 * Executes a statement of a module or class, which is done once in any case: a small one is free, as
 * scalars are in functions, so that one more or less does not move the place where work runs out.
 */
export function executeOnce(machine: Machine, statement: Statement, scope: Scope): void {
  const { work } = machine;
  const before = work.steps;
  machine.execute({ statements: () => [statement] }, scope);
  if (work.steps - before <= SMALL) work.steps = before;
}

/** Counts a step of work; false when the budget is spent. */
export function step(machine: Machine): boolean {
  return ++machine.work.steps <= machine.work.limit;
}

/**
 * Runs something that is done once, whoever asks for it first, with steps of its own: they are not taken
 * from the share of the module or call that asks. Tells whether they sufficed.
 */
export function withOwnShare(machine: Machine, share: number, run: () => void): boolean {
  const { journal, trial, work } = machine;
  const { limit, steps } = work;
  // What it gives does not depend on the branch or call, either.
  machine.journal = null;
  machine.trial = null;
  work.limit = Math.min(work.total, steps + share);
  run();
  const sufficed = work.steps <= work.limit;
  machine.journal = journal;
  machine.trial = trial;
  work.apart += work.steps - steps;
  work.limit = Math.min(work.total, limit + work.steps - steps);
  return sufficed;
}

/** What it means that something in a module could not be read. */
export const unknownEffect = (module: string): string =>
  `names of ${module} may be missing or wrong`;
