import { str, type ClassValue, type Interpreter } from "../python/index.js";
import type { Doubts } from "./doubts.js";
import type { Repository } from "./repository.js";
import { URLPATTERNS } from "./scans.js";

/**
 * Runs the `ready()` of app configurations that speak of urlpatterns: some projects fill the root
 * URLconf from there.
 */
export function runReady(
  interpreter: Interpreter,
  repository: Repository,
  configs: readonly ClassValue[],
  doubts: Doubts,
): void {
  for (const config of configs) {
    if (!interpreter.mro(config).some((one) => changesUrls(interpreter, repository, one))) continue;
    const { place } = config;
    const name = interpreter.attribute(config, "name") ?? str(config.module.name);
    const call = { args: [name], kwargs: new Map(), open: null, place };
    const ready = interpreter.get(interpreter.call(config, call), "ready");
    const done = ready === null ? null : interpreter.call(ready, { ...call, args: [] });
    if (done?.kind === "unknown") doubts.add(place, "ready() is not read", "routes may be missing");
  }
}

function changesUrls(
  interpreter: Interpreter,
  repository: Repository,
  one: ReturnType<Interpreter["mro"]>[number],
): boolean {
  if (one.kind !== "class" || interpreter.ownAttribute(one, "ready") === null) return false;
  const { file } = one.module;
  return file !== null && repository.scan(file, URLPATTERNS) === true;
}
