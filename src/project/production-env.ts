import { createInterpreter, type SourceHost } from "../python/index.js";
import { compare } from "./doubts.js";
import type { EnvVariable } from "./facts.js";

/** The variables that production settings demand; an interpreter of their own sees them afresh. */
export function readProductionEnv(host: SourceHost, settings: string): readonly EnvVariable[] {
  const interpreter = createInterpreter(host);
  interpreter.module(settings);
  return interpreter
    .environment()
    .filter(({ required }) => required)
    .toSorted((a, b) => compare(a.name, b.name));
}
