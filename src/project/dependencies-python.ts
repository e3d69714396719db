import { iniSection } from "../edit/ini.js";
import { minorVersion, parseVersion } from "../edit/version.js";
import { filesUpward } from "./dependencies-places.js";
import { parseToml, tableAt, text } from "./dependencies-toml.js";
import type { Files } from "./files.js";

const READERS: readonly (readonly [string, (source: string) => string | null])[] = [
  ["pyproject.toml", fromPyproject],
  ["Pipfile", fromPipfile],
  ["setup.cfg", fromSetupCfg],
  ["setup.py", (source) => /python_requires\s*=\s*["']([^"']+)["']/.exec(source)?.[1] ?? null],
  [".python-version", (source) => pinned(/^\s*(?:cpython-)?(\d[\d.]*)/m.exec(source)?.[1])],
  ["runtime.txt", (source) => pinned(/^python-(\d[\d.]*)/.exec(source.trim())?.[1])],
  [".tool-versions", (source) => pinned(/^python\s+(\d[\d.]*)/m.exec(source)?.[1])],
];

/** The Python bound that a repository declares, as PEP 440 specifiers; null when it declares none. */
export function readPythonBound(files: Files, baseDir: string): string | null {
  for (const [name, read] of READERS) {
    for (const { text: source } of filesUpward(files, baseDir, [name])) {
      const bound = read(source);
      if (bound) return bound.replace(/\s+/g, "");
    }
  }
  return (
    dockerfiles(files)
      .map((path) => fromDockerfile(files.read(path) ?? ""))
      .find((bound) => bound !== null) ?? null
  );
}

/** The image says what production runs on; looked at last, since it may build something else. */
function dockerfiles(files: Files): readonly string[] {
  return files
    .list()
    .filter((path) => /(?:^|\/)Dockerfile$/.test(path))
    .toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

function depth(path: string): number {
  return path.split("/").length;
}

function fromPyproject(source: string): string | null {
  const pyproject = parseToml(source);
  const declared = text(tableAt(pyproject, "project")["requires-python"]);
  if (declared) return declared;
  const poetry = text(tableAt(pyproject, "tool", "poetry", "dependencies")["python"]);
  return poetry ? fromPoetry(poetry) : null;
}

/** "^3.11" is ">=3.11,<4.0" and "~3.11" is ">=3.11,<3.12" (Poetry's own operators). */
function fromPoetry(specifier: string): string | null {
  if (specifier.trim() === "*") return null;
  return specifier
    .split(",")
    .map((clause) => {
      const match = /^\s*([\^~])\s*(\d[\d.]*)/.exec(clause);
      const version = match?.[2] ? parseVersion(match[2]) : null;
      if (!match || !version) return clause;
      const [major = 3, minor = 0] = version;
      const next = match[1] === "^" ? `${major + 1}.0` : `${major}.${minor + 1}`;
      return `>=${match[2]},<${next}`;
    })
    .join(",");
}

function fromPipfile(source: string): string | null {
  const requires = tableAt(parseToml(source), "requires");
  return pinned(text(requires["python_full_version"]) ?? text(requires["python_version"]));
}

function fromSetupCfg(source: string): string | null {
  const options = iniSection(source, "options");
  return options?.keys.find((key) => key.name === "python_requires")?.value ?? null;
}

function fromDockerfile(source: string): string | null {
  const argument = /^ARG\s+PYTHON_VERSION=["']?(\d[\d.]*)/im.exec(source)?.[1];
  return pinned(argument ?? /^FROM\s+(?:--\S+\s+)?\S*python:(\d[\d.]*)/im.exec(source)?.[1]);
}

function pinned(version: string | null | undefined): string | null {
  const numbers = version ? parseVersion(version) : null;
  if (!numbers) return null;
  return numbers.length === 1 ? `==${numbers[0]}.*` : `==${minorVersion(numbers)}.*`;
}
