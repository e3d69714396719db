import type { BoundMethodValue, Interpreter, Value } from "../python/index.js";
import { containingApp } from "./apps.js";
import type { App } from "./facts.js";
import { baseOf } from "./known-bases.js";
import type { Models } from "./models.js";

/** Label of what a serializer's `Meta.model` is; null where it is no model of an installed app. */
export function modelLabel(
  interpreter: Interpreter,
  value: Value,
  apps: readonly App[],
  models: Models,
): string | null {
  if (value.kind === "class") return models.labelOf(value);
  if (value.kind === "external") return externalLabel(value.name, apps);
  if (value.kind !== "method") return null;
  return throughLabel(interpreter, value, apps, models) ?? madeLabel(value, models);
}

/** `Photo.shared_to.through`: the model of the rows between two others, which Django names after the field. */
function throughLabel(
  interpreter: Interpreter,
  { self, function: member }: BoundMethodValue,
  apps: readonly App[],
  models: Models,
): string | null {
  const isThrough =
    member.kind === "external" && member.name.endsWith(".ManyToManyField().through");
  if (!isThrough || self.kind !== "call" || self.call.kwargs.has("through")) return null;
  for (const cls of apps.flatMap((app) => models.classesOf(app.label))) {
    const [name] = [...interpreter.ownAttributes(cls)].find(([, own]) => own === self) ?? [];
    const label = name === undefined ? null : models.labelOf(cls);
    if (label !== null) return `${label}_${name}`;
  }
  return null;
}

/** `Account.history.model`: the model that the records of a history make. */
function madeLabel({ self, function: member }: BoundMethodValue, models: Models): string | null {
  const isModel = member.kind === "external" && member.name.endsWith(".model");
  return isModel && (self.kind === "call" || self.kind === "instance")
    ? models.labelMadeBy(self)
    : null;
}

/** `django.contrib.auth.models.Group` is `auth.Group` where that app is installed. */
function externalLabel(dotted: string, apps: readonly App[]): string | null {
  const at = dotted.lastIndexOf(".");
  const [module, name] = [dotted.slice(0, at), dotted.slice(at + 1)];
  const app = containingApp(apps, module);
  if (app === null || app.firstParty || !/^[A-Z]/.test(name)) return null;
  // What a package's models hold may be those of an app below it.
  const isAbove = apps.some((other) => other.module.startsWith(`${app.module}.`));
  if (isAbove && baseOf(dotted) === null) return null;
  return /\bmodels\b/.test(module) && !name.startsWith("Abstract") ? `${app.label}.${name}` : null;
}
