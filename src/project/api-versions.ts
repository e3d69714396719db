import type { Value } from "../python/index.js";
import type { ApiVersioning } from "./facts.js";
import { itemsOf, textOf } from "./items.js";
import type { Settings } from "./settings.js";

/** How REST_FRAMEWORK versions the views of an API; null where it does not. */
export function readApiVersioning(settings: Settings): ApiVersioning | null {
  const options = settings.get("REST_FRAMEWORK");
  if (options?.kind !== "dict") return null;
  const option = (name: string): Value | undefined =>
    [...options.entries.values()].find(({ key, maybe }) => textOf(key) === name && !maybe)?.value;
  const style = textOf(option("DEFAULT_VERSIONING_CLASS"));
  if (style === null) return null;
  const allowed = option("ALLOWED_VERSIONS");
  const versions = allowed === undefined ? [] : (itemsOf(allowed)?.certain ?? []);
  return {
    byNamespace: style.endsWith(".NamespaceVersioning"),
    allowed: versions.map(textOf).filter((version) => version !== null),
    fallback: textOf(option("DEFAULT_VERSION")),
  };
}
