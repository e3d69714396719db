/** A version as its release numbers: "5.2.9" is [5, 2, 9]. */
export type Version = readonly number[];

/** The release numbers at the start of a text; null when it starts with none. */
export function parseVersion(text: string): Version | null {
  const match = /^\s*v?(\d+(?:\.\d+)*)/.exec(text);
  return match?.[1] ? match[1].split(".").map(Number) : null;
}

/** Negative when `a` is older than `b`, 0 when both are the same release. */
export function compareVersions(a: Version, b: Version): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** "5.2" for [5, 2, 9]. */
export function minorVersion(version: Version): string {
  return `${version[0] ?? 0}.${version[1] ?? 0}`;
}

/**
 * The oldest release that a PEP 440 specifier, or a Poetry caret or tilde, admits: "5.2.16" for
 * ">=5.2.16,<6.2". Null when nothing bounds it from below.
 */
export function lowestVersion(specifier: string): Version | null {
  let lowest: Version | null = null;
  for (const clause of specifier.split(",")) {
    const match = /^\s*(===|==|~=|>=|>|\^|~|)\s*v?(\d.*)$/.exec(clause);
    const version = match?.[2] ? parseVersion(match[2]) : null;
    if (version && (!lowest || compareVersions(version, lowest) > 0)) lowest = version;
  }
  return lowest;
}

/**
 * The release that everything a PEP 440 specifier, or a Poetry caret or tilde, admits is older than:
 * [5] for ">=4.2,<5", [4, 3] for "~=4.2.1". Null when nothing bounds it from above.
 */
export function upperBound(specifier: string): Version | null {
  const bounds = specifier.split(",").map(boundOf);
  return bounds.filter((bound) => bound !== null).toSorted(compareVersions)[0] ?? null;
}

/** The least release that is newer than all that begin with these numbers. */
export function following(version: Version): Version {
  return version.map((number, index) => (index === version.length - 1 ? number + 1 : number));
}

function boundOf(clause: string): Version | null {
  const match = /^\s*(===|==|~=|<=|<|\^|~|)\s*v?(\d.*)$/.exec(clause);
  const version = match?.[2] ? parseVersion(match[2]) : null;
  if (match === null || version === null) return null;
  switch (match[1]) {
    case "<":
      return version;
    case "~=":
      return following(version.slice(0, -1));
    case "^":
      return following(version.slice(0, 1));
    case "~":
      return following(version.slice(0, 2));
    default:
      return following(version);
  }
}
