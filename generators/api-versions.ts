import type { Project } from "../src/project/facts.js";

const LOOKS_LIKE_A_VERSION = /^v?\d+([._]\d+)*$/;

/**
 * The versions that a schema has to be asked for: drf-spectacular leaves every versioned view out
 * of a schema without a version. Empty where views have none, or only the default one.
 */
export function schemaVersions(project: Project): readonly string[] {
  const { apiVersioning } = project.setup;
  if (!apiVersioning) return [];
  const { allowed, byNamespace, fallback } = apiVersioning;
  const named = byNamespace ? namespaceVersions(project, allowed) : allowed;
  const versions = [...new Set([...named, ...(fallback === null ? [] : [fallback])])].toSorted();
  return versions.length === 1 && versions[0] === fallback ? [] : versions;
}

/** Without a list of versions the first namespace of a route is its version. */
function namespaceVersions(project: Project, allowed: readonly string[]): readonly string[] {
  const namespaces = project.routes.map(({ namespace }) => namespace.split(":"));
  return allowed.length > 0
    ? namespaces.flat().filter((name) => allowed.includes(name))
    : namespaces.flatMap(([first]) => first ?? []).filter((n) => LOOKS_LIKE_A_VERSION.test(n));
}
