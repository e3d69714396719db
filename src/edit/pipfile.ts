import type { Edit } from "../plan/types.js";
import { boundStyle, byName, specifiersFor, type NewPackage } from "./package.js";
import { normalizedName } from "./requirement.js";
import { onlyAdds, tableNamed, withNewTable, withTableLine } from "./toml-edit.js";
import { tomlValue } from "./toml-source.js";

/** Packages for a Pipfile. */
export interface NewPipfilePackages {
  readonly role: "runtime" | "dev";
  readonly packages: readonly NewPackage[];
}

/** Adds packages to `[packages]` or `[dev-packages]` of a Pipfile. */
export function addPipfilePackages(source: string, wanted: NewPipfilePackages): Edit {
  const name = wanted.role === "runtime" ? "packages" : "dev-packages";
  const byHand = wanted.packages
    .map((item) => `${item.name} = "${specifiersFor(item, "minimum")}"`)
    .join("\n");
  const document = tomlValue(source);
  if (!document) return { kind: "refused", reason: "the file is not valid TOML", byHand };
  const own = entries(document, name);
  const listed = new Set(
    [...entries(document, "packages"), ...(wanted.role === "dev" ? own : [])].map(([key]) =>
      normalizedName(key),
    ),
  );
  const missing = byName(wanted.packages).filter((item) => !listed.has(normalizedName(item.name)));
  if (missing.length === 0) return { kind: "unchanged", reason: "every package is listed" };
  const style = boundStyle(own.flatMap(([, value]) => (typeof value === "string" ? [value] : [])));
  let edited = source;
  for (const item of missing) {
    const value = `"${specifiersFor(item, style)}"`;
    const table = tableNamed(edited, name);
    edited = table
      ? withTableLine(edited, table, item.name, value)
      : withNewTable(edited, name, [`${item.name} = ${value}`], "packages");
  }
  const after = tomlValue(edited);
  if (after && onlyAdds(document, after)) return { kind: "edited", source: edited };
  const reason = `[${name}] is not written in a form that can be extended`;
  return { kind: "refused", reason, byHand };
}

function entries(document: Record<string, unknown>, name: string): readonly [string, unknown][] {
  const table = document[name];
  return typeof table === "object" && table !== null ? Object.entries(table) : [];
}
