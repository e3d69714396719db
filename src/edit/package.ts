import { minorVersion, parseVersion } from "./version.js";

/** A package to depend on, with the releases that fit the repository. */
export interface NewPackage {
  /** As its authors write it, such as "drf-spectacular". */
  readonly name: string;
  /** The oldest release that serves, such as "0.27". */
  readonly minimum: string;
  /** The newest release that fits the repository's Django and Python. */
  readonly newest: string;
  /** The first release that does not fit; null while there is none. */
  readonly below: string | null;
}

/** How a manifest bounds its packages. */
export type BoundStyle = "pinned" | "compatible" | "caret" | "range" | "minimum" | "none";

const STYLES: readonly (readonly [BoundStyle, RegExp])[] = [
  ["pinned", /^==(?!.*\*)|^\d/],
  ["compatible", /^~=?\d/],
  ["caret", /^\^/],
  ["range", /^>=.*,<|^==.*\*/],
  ["minimum", /^>=?/],
  ["none", /^\*?$/],
];

/** The style of most of the specifiers; "minimum" where there are none to follow. */
export function boundStyle(specifiers: readonly string[]): BoundStyle {
  const counts = STYLES.map(([style, pattern]) => ({
    style,
    count: specifiers.filter((specifier) => pattern.test(specifier)).length,
  }));
  const most = counts.toSorted((a, b) => b.count - a.count)[0];
  return !most || most.count === 0 || most.style === "none" ? "minimum" : most.style;
}

/** PEP 440 specifiers for a package in a style, with the bound that compatibility needs. */
export function specifiersFor(added: NewPackage, style: BoundStyle): string {
  switch (style) {
    case "pinned":
      return `==${added.newest}`;
    case "compatible":
      return `~=${added.below ? added.newest : minorOf(added.newest)}`;
    case "caret":
    case "range":
      return `>=${added.minimum},<${added.below ?? nextMajor(added.newest)}`;
    case "minimum":
    case "none":
      return added.below ? `>=${added.minimum},<${added.below}` : `>=${added.minimum}`;
  }
}

/** Poetry's own specifiers: a caret, unless compatibility needs a bound of its own. */
export function poetrySpecifiers(added: NewPackage, style: BoundStyle): string {
  if (style === "pinned") return added.newest;
  const caret = style === "caret" || style === "minimum" || style === "none";
  return caret && added.below === null ? `^${minorOf(added.newest)}` : specifiersFor(added, style);
}

function minorOf(version: string): string {
  return minorVersion(parseVersion(version) ?? []);
}

function nextMajor(version: string): string {
  return String((parseVersion(version)?.[0] ?? 0) + 1);
}

/** Packages in the order of their names. */
export function byName(packages: readonly NewPackage[]): readonly NewPackage[] {
  return packages.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
