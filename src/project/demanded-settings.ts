import type { EnvironmentRead } from "../python/index.js";
import { textOf } from "./items.js";
import type { Repository } from "./repository.js";
import type { Settings } from "./settings.js";

/** `path(settings.ADMIN_URL, admin.site.urls)`. */
const ROUTE = /\b(?:re_)?path\(\s*settings\.([A-Z][A-Z0-9_]*)\s*[,+]/g;

/**
 * Variables without which Django does not start, or a client does not log in, whatever the code that
 * reads them does: an empty SECRET_KEY, a route that is None, and the key that signs tokens.
 */
export function withDemanded(
  { repository, settings, urlconf }: DemandedParts,
  environment: readonly EnvironmentRead[],
): readonly EnvironmentRead[] {
  const isNone = (name: string) => settings.get(name)?.kind === "none";
  const routes = [...((urlconf && repository.text(urlconf)) ?? "").matchAll(ROUTE)]
    .map((match) => match[1] ?? "")
    .filter(isNone);
  const lines = [
    ...routes.map((name) => new RegExp(`^\\s*${name}\\b[^=]*=`)),
    ...(hasNoSigningKey(settings) ? [/["']SIGNING_KEY["']\s*:/] : []),
  ];
  return environment.map((read) => {
    const isKey = isNone("SECRET_KEY") && read.name.endsWith("SECRET_KEY");
    const line = repository.text(read.file)?.split("\n")[read.line - 1] ?? "";
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
