/** One requirement: a PEP 503 normalised name and the rest of what PEP 508 says about it. */
export interface Requirement {
  readonly name: string;
  /** As it is written, such as "Django". */
  readonly written: string;
  /** Version specifiers without blanks, such as ">=5.2,<6"; "" when there are none. */
  readonly specifier: string;
}

/** The name by which package indexes know a package (PEP 503). */
export function normalizedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

const REQUIREMENT =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:@\s*\S+|\(([^)]*)\)|([^;#]*))?/;
const EGG = /#egg=([A-Za-z0-9._-]+)/;

/** Reads a PEP 508 requirement or a requirements-file line; null when it names no package. */
export function parseRequirement(text: string): Requirement | null {
  const line = text.trim();
  if (line === "" || line.startsWith("#")) return null;
  const egg = EGG.exec(line)?.[1];
  if (egg) return { name: normalizedName(egg), written: egg, specifier: "" };
  if (line.startsWith("-") || /^(?:[a-z+]+:\/\/|\.{0,2}\/)/.test(line)) return null;
  const match = REQUIREMENT.exec(line);
  const written = match?.[1];
  if (!match || !written) return null;
  const specifier = (match[2] ?? match[3] ?? "").replace(/\s+--.*$/, "").replace(/[\s\\]+/g, "");
  return { name: normalizedName(written), written, specifier };
}

/** The requirements that a requirements file lists itself; `-r` lines are not followed. */
export function parseRequirements(source: string): readonly Requirement[] {
  return source
    .split(/\r\n|\r|\n/)
    .map((line) => parseRequirement(line))
    .filter((requirement) => requirement !== null);
}
