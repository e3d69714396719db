import { iniSection } from "../edit/ini.js";
import { parseRequirement, parseRequirements, type Requirement } from "../edit/requirement.js";
import { isForDevelopment } from "./dependencies-places.js";
import type { Listing } from "./dependencies-pyproject.js";

/** What a setup.cfg lists: install_requires, and the extras meant for development. */
export function setupCfgListings(source: string): readonly Listing[] {
  const listings: Listing[] = [];
  const options = iniSection(source, "options");
  const runtime = options?.keys.find((key) => key.name === "install_requires");
  if (runtime) listings.push(listing("runtime", parseRequirements(runtime.value)));
  const extras = iniSection(source, "options.extras_require")?.keys ?? [];
  const development = extras.filter((key) => isForDevelopment(key.name));
  if (development.length > 0) {
    const requirements = development.flatMap((key) => parseRequirements(key.value));
    const groups = development.map((key) => key.name);
    listings.push({ ...listing("dev", requirements), groups });
  }
  return listings;
}

function listing(role: Listing["role"], requirements: readonly Requirement[]): Listing {
  return { format: "setup.cfg", role, requirements };
}

const INSTALL_REQUIRES = /install_requires\s*=\s*\[([\s\S]*?)\]\s*[,)]/;
const STRING = /(["'])((?:(?!\1).)+)\1/g;

/** What a setup.py lists where install_requires is a literal list. */
export function setupPyListings(source: string): readonly Listing[] {
  const list = INSTALL_REQUIRES.exec(source.replace(/^\s*#.*$/gm, ""))?.[1];
  if (list === undefined) return [];
  const requirements = [...list.matchAll(STRING)]
    .map((match) => parseRequirement(match[2] ?? ""))
    .filter((requirement) => requirement !== null);
  return requirements.length > 0 ? [{ format: "setup.py", role: "runtime", requirements }] : [];
}
