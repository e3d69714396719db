import { PIPELINE } from "./made-files.js";
import type { Repository, Scan } from "./repository.js";

type Entry = readonly [name: string, value: string];

const RUNS_TESTS = /\b(?:pytest|tox|nox|manage\.py test|make test)\b/;
/** `NAME: value` of a variable, with a value that is written out. */
const ENTRY =
  /^[ \t]+(?:- )?([A-Z][A-Z0-9_]*):[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'&*|>#{[][^\n#]*?))[ \t]*(?:#.*)?$/gm;

const VARIABLES: Scan<readonly Entry[]> = {
  name: "variables of pipelines",
  find: (text) =>
    RUNS_TESTS.test(text)
      ? [...text.matchAll(ENTRY)].map(
          ([, name = "", double, single, bare]) => [name, double ?? single ?? bare ?? ""] as const,
        )
      : [],
  needs: { word: "test", without: [] },
};

/**
 * The variables that continuous integration gives to tests: those to which all pipelines that run
 * tests give one and the same value.
 */
export function pipelineVariables(repository: Repository): Readonly<Record<string, string>> {
  const found = new Map<string, Set<string>>();
  for (const path of repository.files) {
    if (!PIPELINE.test(path) || !/\.ya?ml$/.test(path)) continue;
    for (const [name, value] of repository.scan(path, VARIABLES) ?? [])
      found.set(name, (found.get(name) ?? new Set()).add(value));
  }
  return Object.fromEntries(
    [...found].flatMap(([name, values]) => {
      const [value] = values;
      const isKnown = values.size === 1 && value !== undefined && !value.includes("$");
      return isKnown ? [[name, value]] : [];
    }),
  );
}
