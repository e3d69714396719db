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
