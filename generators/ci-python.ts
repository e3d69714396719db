import { compareVersions, lowestVersion, minorVersion, parseVersion } from "../src/edit/version.js";
import type { Project } from "../src/project/facts.js";

/** What each line of Django supports at least and at most, newest first (November 2026). */
const DJANGO = [
  { django: "6.0", oldest: "3.12", newest: "3.14" },
  { django: "5.2", oldest: "3.10", newest: "3.14" },
  { django: "5.1", oldest: "3.10", newest: "3.13" },
  { django: "5.0", oldest: "3.10", newest: "3.12" },
  { django: "4.2", oldest: "3.8", newest: "3.12" },
  { django: "4.1", oldest: "3.8", newest: "3.11" },
  { django: "0", oldest: "3.8", newest: "3.10" },
] as const;

/** Where neither the repository nor its Django says anything. */
const USUAL = "3.12";

/**
 * The Python that the workflow runs: the oldest that the repository admits and its Django runs on,
 * so that nothing newer slips in; without a bound, one that its Django is at home on.
 */
export function pythonVersion(project: Project): string {
  const { python, django } = project.project;
  const release = django === null ? null : parseVersion(django);
  const line = DJANGO.find(
    (entry) => release !== null && compareVersions(release, parseVersion(entry.django) ?? []) >= 0,
  );
  const lowest = python === null ? null : lowestVersion(python);
  if (lowest === null) return line ? earlier(line.newest, USUAL) : USUAL;
  const wanted = minorVersion(lowest);
  return line && isOpen(python ?? "") ? later(wanted, line.oldest) : wanted;
}

function isOpen(bound: string): boolean {
  return />|\^/.test(bound);
}

function later(a: string, b: string): string {
  return compareVersions(parseVersion(a) ?? [], parseVersion(b) ?? []) >= 0 ? a : b;
}

function earlier(a: string, b: string): string {
  return later(a, b) === a ? b : a;
}
