import type { Edit } from "../plan/types.js";
import { iniSection } from "./ini.js";
import { iniKey, withIniKey, withIniSection, withIniValueLine } from "./ini-edit.js";
import { boundStyle, byName, specifiersFor, type NewPackage } from "./package.js";
import { normalizedName, parseRequirements } from "./requirement.js";

/** Packages for a setup.cfg. */
export interface NewSetupCfgPackages {
  readonly role: "runtime" | "dev";
  readonly packages: readonly NewPackage[];
}

const EXTRAS = ["dev", "test", "tests", "testing", "develop", "development"];

/** Adds packages to install_requires, or to the extra for development, of a setup.cfg. */
export function addSetupCfgPackages(source: string, wanted: NewSetupCfgPackages): Edit {
  const [section, name] = target(source, wanted.role);
  const key = iniKey(source, section, name);
  const present = parseRequirements(key?.value ?? "");
  const runtime = parseRequirements(iniKey(source, "options", "install_requires")?.value ?? "");
  const listed = new Set(
    [...present, ...(wanted.role === "dev" ? runtime : [])].map((r) => r.name),
  );
  const missing = byName(wanted.packages).filter((item) => !listed.has(normalizedName(item.name)));
  if (missing.length === 0) return { kind: "unchanged", reason: "every package is listed" };
  const style = boundStyle(present.map(({ specifier }) => specifier));
  const lines = missing.map((item) => `${item.name}${specifiersFor(item, style)}`);
  if (key && key.end - key.start === 1 && key.value !== "") {
    const reason = `${name} is written on one line`;
    return { kind: "refused", reason, byHand: lines.join("\n"), line: key.start + 1 };
  }
  if (!key) {
    const found = iniSection(source, section);
    const list = [`${name} =`, ...lines.map((line) => `    ${line}`)];
    const edited = found
      ? withIniKey(source, found, name, lines)
      : withIniSection(source, section, list);
    return { kind: "edited", source: edited };
  }
  let edited = source;
  for (const line of lines) {
    const current = iniKey(edited, section, name);
    if (current) edited = withIniValueLine(edited, current, line);
  }
  return { kind: "edited", source: edited };
}

function target(source: string, role: NewSetupCfgPackages["role"]): readonly [string, string] {
  if (role === "runtime") return ["options", "install_requires"];
  const extras = iniSection(source, "options.extras_require")?.keys.map((key) => key.name) ?? [];
  return ["options.extras_require", EXTRAS.find((name) => extras.includes(name)) ?? "dev"];
}
