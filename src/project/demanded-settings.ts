import type { EnvironmentRead } from "../python/index.js";
import { textOf } from "./items.js";
import type { Repository } from "./repository.js";
import { ROUTES_OF_SETTINGS } from "./scans.js";
import type { Settings } from "./settings.js";

/**
 * Variables without which Django does not start, or a client does not log in, whatever the code that
 * reads them does: an empty SECRET_KEY, a route that is None, and the key that signs tokens.
 */
export function withDemanded(
  { repository, settings, urlconf }: DemandedParts,
  environment: readonly EnvironmentRead[],
): readonly EnvironmentRead[] {
  const isNone = (name: string) => settings.get(name)?.kind === "none";
  const named = urlconf === null ? null : repository.scan(urlconf, ROUTES_OF_SETTINGS);
  const routes = (named ?? []).filter(isNone);
  const lines = [
    ...routes.map((name) => new RegExp(`^\\s*${name}\\b[^=]*=`)),
    ...(hasNoSigningKey(settings) ? [/["']SIGNING_KEY["']\s*:/] : []),
  ];
  return environment.map((read) => {
    const isKey = isNone("SECRET_KEY") && read.name.endsWith("SECRET_KEY");
    // Facts hang on the whole text of a file that is read here: seldom is there anything to look for.
    const text = lines.length === 0 ? null : repository.text(read.file);
    const line = text?.split("\n")[read.line - 1] ?? "";
    return { ...read, required: read.required || isKey || lines.some((one) => one.test(line)) };
  });
}

interface DemandedParts {
  readonly repository: Repository;
  readonly settings: Settings;
  /** The file of ROOT_URLCONF. */
  readonly urlconf: string | null;
}

function hasNoSigningKey(settings: Settings): boolean {
  const tokens = settings.get("SIMPLE_JWT");
  if (tokens?.kind !== "dict") return false;
  return [...tokens.entries.values()].some(
    ({ key, value }) => textOf(key) === "SIGNING_KEY" && value.kind === "none",
  );
}
