import { createInterpreter, type SourceHost } from "../python/index.js";
import { readEnv } from "./env.js";
import type { EnvVariable } from "./facts.js";
import type { Repository } from "./repository.js";

/** The variables that production settings demand; an interpreter of their own sees them afresh. */
export function readProductionEnv(
  repository: Repository,
  host: SourceHost,
  settings: string,
): readonly EnvVariable[] {
  const environment = { ...host.environment, DJANGO_SETTINGS_MODULE: settings };
  const interpreter = createInterpreter({ ...host, environment });
  const production = interpreter.module(settings);
  const files = [production?.file ?? null, ...loaded([...interpreter.modules().values()])]
    .filter((file) => file !== null)
    .filter((file) => repository.has(file));
  return readEnv(repository, files, interpreter.environment()).filter(({ required }) => required);
}

function loaded(modules: readonly { readonly file: string | null }[]): readonly (string | null)[] {
  return modules.map((module) => module.file);
}
