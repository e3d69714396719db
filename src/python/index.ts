/**
 * A partial evaluator for Python modules: it executes module code over abstract values, without side
 * effects, and says `unknown` (with reason and place) wherever source alone does not tell.
 *
 * In short:
 *
 * - `createInterpreter(host)` makes one; the host answers where modules are and what they contain.
 * - `module("shop.models")` executes a module (once) and returns it, or null when it is not at hand.
 *   `get(module, "Order")` reads a name; null means Python would raise AttributeError.
 * - Code whose source is not read is `external` with its dotted name; calling something external
 *   gives a `call` value that keeps callee and arguments (`models.ForeignKey("User", ...)`).
 * - Classes: `mro(cls)` (classes, externals and unknowns, nearest first, `cls` itself included),
 *   `ownAttributes(cls)`, `attribute(cls, "Meta")` through the MRO without binding,
 *   `isSubclass(cls, "django.db.models.base.Model")` (null when an unknown base leaves it open).
 *   A class knows `module.name`, `qualname` and `place`; `dottedName(cls)` joins them.
 * - Sequences hold `Item`s: values, `maybe` (there under an unknown condition) and `rest` (any
 *   number of unknown items). `choice` is one of several values. Check for them; nothing is ever
 *   guessed.
 * - `doubts()` lists what went wrong on the way, `environment()` every environment variable read.
 */
export type {
  Interpreter,
  Raised,
  SourceHost,
  ModuleFile,
  EnvironmentRead,
} from "./interpreter.js";
export type * from "./values.js";
export { nothingAsked, type Asked } from "./asked.js";
export type { Argument, CallNode, Expression } from "./expressions.js";
export type { Statement, Suite } from "./syntax.js";
export { NONE, str, bool, int, list, native, unknown, external } from "./values.js";
export { truth } from "./truth.js";
export { unknownEffect } from "./machine.js";
export { createInterpreter } from "./create-interpreter.js";
export { bringsNothing, isOfKnownPackage } from "./ancestors.js";
export { dottedName } from "./classes.js";
export { externalName } from "./attribute-calls.js";
export { isStubFile, withStubs } from "./stub-host.js";
export type { Stub } from "./stubs/index.js";
export { functionText } from "./function-text.js";
export { ROOT } from "./environment.js";
