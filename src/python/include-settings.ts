import { argument } from "./arguments.js";
import { executeSource } from "./execute-source.js";
import { namePattern } from "./file-names.js";
import { certainItems, iterate } from "./iterate.js";
import { mayRaise, type Machine } from "./machine.js";
import { openModule } from "./open-module.js";
import { visiblePlace } from "./outward.js";
import { ROOT } from "./environment.js";
import {
  NONE,
  unknown,
  type CallArguments,
  type ModuleValue,
  type Scope,
  type Value,
} from "./values.js";

/**
 * `split_settings.include("base.py", optional("local.py"))`: the files are executed in the namespace
 * of the module that includes them.
 */
export function includeSettings(machine: Machine, call: CallArguments): Value {
  const files = argument(call, 0);
  const scope = scopeIn(argument(call, 1)) ?? callingModule(machine, call);
  if (!files || !scope) return NONE;
  for (const item of certainItems(iterate(machine, files, call.place)) ?? []) {
    includeOne(machine, item, scope, call);
  }
  return NONE;
}

const scopeIn = (value: Value | null): Scope | null =>
  value?.kind === "dict" ? (value.scope ?? null) : null;

/** The innermost module that is being executed: the stub itself is not among them. */
function callingModule(machine: Machine, _call: CallArguments): Scope | null {
  return machine.executing.findLast((scope) => !scope.module.partial) ?? null;
}

function includeOne(machine: Machine, item: Value, scope: Scope, call: CallArguments): void {
  const optional = item.kind === "tuple" ? certainItems(item.items)?.[1] : undefined;
  const path = optional ?? item;
  if (path.kind !== "str") {
    const place = path.kind === "unknown" ? visiblePlace(call.place, path.place) : call.place;
    const cause = unknown("settings included under a name that is not known", place);
    openModule(machine, scope.module, cause);
    return;
  }
  const file = resolve(scope.module, path.value);
  if (file.includes("*")) {
    includeGlob(machine, file, scope);
    return;
  }
  const source = machine.host.readSource(file);
  if (source !== null) executeSource(machine, scope.module, file, source);
  else if (!optional) mayRaise(machine, "OSError", unknown(`${file} is missing`, call.place));
}

function includeGlob(machine: Machine, pattern: string, scope: Scope): void {
  const at = pattern.lastIndexOf("/");
  const [folder, name] = [pattern.slice(0, Math.max(0, at)), pattern.slice(at + 1)];
  const test = namePattern(name);
  for (const entry of machine.host.listDirectory?.(folder) ?? []) {
    const file = folder === "" ? entry : `${folder}/${entry}`;
    const source = test.test(entry) ? machine.host.readSource(file) : null;
    if (source !== null) executeSource(machine, scope.module, file, source);
  }
}

/** Relative paths are seen from the folder of the including file. */
function resolve(module: ModuleValue, path: string): string {
  if (path.startsWith(ROOT)) return path.slice(ROOT.length);
  const folder = (module.file ?? "").split("/").slice(0, -1);
  const parts = [...folder];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
