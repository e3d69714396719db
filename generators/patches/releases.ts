import type { NewPackage } from "../../src/edit/package.js";
import { compareVersions, lowestVersion, parseVersion } from "../../src/edit/version.js";
import type { Project } from "../../src/project/facts.js";

/** A line of releases of a package, and the oldest Python and Django that it supports. */
interface Release {
  readonly minimum: string;
  readonly newest: string;
  readonly below: string | null;
  readonly python: string;
  readonly django: string;
}

/** Newest line first; taken from the metadata of the packages themselves (November 2026). */
const RELEASES = {
  pytest: [
    { minimum: "8.0", newest: "9.2.0", below: null, python: "3.10", django: "0" },
    { minimum: "8.0", newest: "8.4.2", below: "9", python: "3.9", django: "0" },
    { minimum: "7.4", newest: "8.3.5", below: "8.4", python: "3.8", django: "0" },
  ],
  "pytest-django": [
    { minimum: "4.11", newest: "4.14.0", below: null, python: "3.10", django: "5.2" },
    { minimum: "4.9", newest: "4.12.0", below: "4.13", python: "3.10", django: "4.2" },
    { minimum: "4.9", newest: "4.11.1", below: "4.12", python: "3.8", django: "4.2" },
    { minimum: "4.5", newest: "4.8.0", below: "4.9", python: "3.8", django: "0" },
  ],
  "model-bakery": [
    { minimum: "1.20", newest: "1.24.2", below: null, python: "3.10", django: "5.2" },
    { minimum: "1.20", newest: "1.23.5", below: "1.24", python: "3.10", django: "4.2" },
    { minimum: "1.17", newest: "1.20.5", below: "1.21", python: "3.8", django: "4.2" },
    { minimum: "1.10", newest: "1.17.0", below: "1.18", python: "3.8", django: "0" },
  ],
  "drf-spectacular": [
    { minimum: "0.28", newest: "0.30.0", below: null, python: "3.8", django: "0" },
    { minimum: "0.27", newest: "0.29.0", below: "0.30", python: "3.7", django: "0" },
  ],
  "django-migration-linter": [
    { minimum: "5.2", newest: "6.0.0", below: null, python: "3.9", django: "0" },
    { minimum: "5.0", newest: "5.1.0", below: "5.2", python: "3.7", django: "0" },
  ],
  "pytest-xdist": [
    { minimum: "3.5", newest: "3.8.0", below: null, python: "3.9", django: "0" },
    { minimum: "3.5", newest: "3.6.1", below: "3.7", python: "3.8", django: "0" },
  ],
  "pytest-split": [
    { minimum: "0.10", newest: "0.11.0", below: null, python: "3.10", django: "0" },
    { minimum: "0.8", newest: "0.10.0", below: "0.11", python: "3.8", django: "0" },
  ],
} as const satisfies Readonly<Record<string, readonly Release[]>>;

/** A package that the generated stack uses. */
export type PackageName = keyof typeof RELEASES;

/** The releases of a package that fit the repository's oldest Python and its Django. */
export function releasesFor(project: Project, name: PackageName): NewPackage {
  const { python, django } = project.project;
  const lines: readonly Release[] = RELEASES[name];
  const fits = (line: Release) => atLeast(python, line.python) && atLeast(django, line.django);
  const line = lines.find(fits) ?? lines.at(-1);
  if (!line) throw new Error(`no releases of ${name} are known`);
  return { name, minimum: line.minimum, newest: line.newest, below: line.below };
}

/** A version that nobody declared is taken to be a current one. */
function atLeast(declared: string | null, wanted: string): boolean {
  const lowest = declared === null ? null : lowestVersion(declared);
  return lowest === null || compareVersions(lowest, parseVersion(wanted) ?? []) >= 0;
}
