import { join } from "node:path/posix";
import { iniSection, type IniSection } from "../edit/ini.js";
import { foldersUpward } from "./dependencies-places.js";
import { isTable, parseToml, tableAt, type Table } from "./dependencies-toml.js";
import type { PytestSetup } from "./facts.js";
import type { Files } from "./files.js";

type Options = Readonly<Record<string, readonly string[]>>;
type Reader = (source: string) => Options | null;

/** In pytest's order of precedence; a pytest.ini or pytest.toml wins even when it is empty. */
const READERS: readonly (readonly [string, Reader])[] = [
  ["pytest.toml", (source) => fromTable(tableAt(parseToml(source), "pytest"))],
  [".pytest.toml", (source) => fromTable(tableAt(parseToml(source), "pytest"))],
  ["pytest.ini", (source) => fromSection(iniSection(source, "pytest")) ?? {}],
  [".pytest.ini", (source) => fromSection(iniSection(source, "pytest")) ?? {}],
  ["pyproject.toml", fromPyproject],
  ["tox.ini", (source) => fromSection(iniSection(source, "pytest"))],
  ["setup.cfg", (source) => fromSection(iniSection(source, "tool:pytest"))],
];

/** Reads the configuration that pytest would take in the base folder, or in one above it. */
export function readPytest(files: Files, baseDir: string): PytestSetup {
  const { path, options } = configured(files, baseDir);
  return {
    config: path,
    settingsModule: options["DJANGO_SETTINGS_MODULE"]?.[0] ?? null,
    pythonFiles: options["python_files"] ?? [],
    testpaths: options["testpaths"] ?? [],
    addopts: (options["addopts"] ?? []).join(" "),
  };
}

/**
 * Variables that pytest-env sets before the settings are read; a value that names another variable is left out.
 * https://pypi.org/project/pytest-env/
 */
export function pytestVariables(files: Files, baseDir: string): Readonly<Record<string, string>> {
  const lines = configured(files, baseDir).options["env"] ?? [];
  const variables = lines.flatMap((line) => {
    const [, flags = "", name, value] = /^((?:[DR]:)*)\s*(\w+)\s*=\s*(.*)$/s.exec(line) ?? [];
    const isKnown = name !== undefined && value !== undefined;
    return isKnown && (flags.includes("R") || !/[{}]/.test(value))
      ? [[name, value.trim()] as const]
      : [];
  });
  return Object.fromEntries(variables);
}

function configured(
  files: Files,
  baseDir: string,
): { readonly path: string | null; readonly options: Options } {
  for (const folder of foldersUpward(baseDir)) {
    for (const [name, read] of READERS) {
      const path = join(folder, name);
      const source = files.read(path);
      const options = source === null ? null : read(source);
      if (options) return { path, options };
    }
  }
  return { path: null, options: {} };
}

function fromPyproject(source: string): Options | null {
  const tool = tableAt(parseToml(source), "tool");
  const pytest = tool["pytest"];
  if (!isTable(pytest)) return null;
  return fromTable(isTable(pytest["ini_options"]) ? pytest["ini_options"] : pytest);
}

function fromTable(table: Table): Options {
  return Object.fromEntries(
    Object.entries(table).map(([name, value]) => {
      const values = Array.isArray(value) ? value.map(String) : words(String(value));
      return [name, values];
    }),
  );
}

function fromSection(section: IniSection | undefined): Options | null {
  if (!section) return null;
  return Object.fromEntries(
    section.keys.map(({ name, value }) => [
      name,
      name === "env" ? value.split("\n") : words(value),
    ]),
  );
}

function words(value: string): readonly string[] {
  return value.split(/\s+/).filter((word) => word !== "");
}
