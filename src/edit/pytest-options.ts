/** What pytest needs to know so that the generated tests run. */
export interface PytestOptions {
  /** Dotted settings module. */
  readonly settings: string;
  /** Whether the settings module that the configuration names is gone. */
  readonly settingsMissing?: boolean;
  /** The class of django-configurations to load; null where it is not used. */
  readonly configuration: string | null;
  /** Folders to import from, relative to the configuration's folder; "." is that folder. */
  readonly pythonPath: readonly string[];
  /** Folder of the generated tests, relative to the configuration's folder. */
  readonly testsDir: string;
  /** Flags for a configuration that is made new; those of an existing one are the team's. */
  readonly addopts: readonly string[];
}

/** An option of an existing configuration: absent, or its words. */
export type ReadOption = (name: string) => readonly string[] | null;

/** An option to set, or words to add to it. */
export type OptionChange =
  | { readonly kind: "set"; readonly name: string; readonly value: string }
  | { readonly kind: "list"; readonly name: string; readonly values: readonly string[] }
  | { readonly kind: "extend"; readonly name: string; readonly values: readonly string[] };

/** What an existing configuration lacks; what it says already stays. */
export function missingOptions(read: ReadOption, wanted: PytestOptions): readonly OptionChange[] {
  const changes: (OptionChange | null)[] = [
    settings(read, wanted),
    single(read, "DJANGO_CONFIGURATION", wanted.configuration),
    extended(read, "python_files", matchesTestFiles, ["test_*.py"]),
    pythonPath(read, wanted.pythonPath),
    extended(read, "testpaths", (path) => contains(path, wanted.testsDir), [wanted.testsDir]),
  ];
  return changes.filter((change) => change !== null);
}

/** Settings that are named there stay; pytest-django takes a flag before those that are gone. */
function settings(read: ReadOption, wanted: PytestOptions): OptionChange | null {
  if (!wanted.settingsMissing) return single(read, "DJANGO_SETTINGS_MODULE", wanted.settings);
  const flag = `--ds=${wanted.settings}`;
  if (read("addopts") === null) return { kind: "set", name: "addopts", value: flag };
  return extended(read, "addopts", (word) => word.startsWith("--ds"), [flag]);
}

function single(read: ReadOption, name: string, value: string | null): OptionChange | null {
  return value === null || read(name) !== null ? null : { kind: "set", name, value };
}

/** Adds to a list that is there but would leave the generated tests out. */
function extended(
  read: ReadOption,
  name: string,
  suffices: (value: string) => boolean,
  values: readonly string[],
): OptionChange | null {
  const words = read(name);
  return words === null || words.some(suffices) ? null : { kind: "extend", name, values };
}

function pythonPath(read: ReadOption, wanted: readonly string[]): OptionChange | null {
  const name = "pythonpath";
  const words = read(name);
  const values = wanted.filter((path) => !words?.includes(path));
  if (values.length === 0) return null;
  return words === null ? { kind: "list", name, values } : { kind: "extend", name, values };
}

function matchesTestFiles(pattern: string): boolean {
  return ["test_*.py", "test*.py", "*.py", "test_*"].includes(pattern);
}

function contains(path: string, folder: string): boolean {
  const bare = path.replace(/^\.\//, "").replace(/\/+$/, "");
  return bare === "." || bare === "" || folder === bare || folder.startsWith(`${bare}/`);
}

/** The lines of a new pytest.ini, below its header. */
export function newOptions(wanted: PytestOptions): readonly string[] {
  return [
    `DJANGO_SETTINGS_MODULE = ${wanted.settings}`,
    ...(wanted.configuration === null ? [] : [`DJANGO_CONFIGURATION = ${wanted.configuration}`]),
    "python_files = tests.py test_*.py *_tests.py",
    ...(wanted.pythonPath.length > 0 ? [`pythonpath = ${wanted.pythonPath.join(" ")}`] : []),
    ...(wanted.addopts.length > 0 ? [`addopts = ${wanted.addopts.join(" ")}`] : []),
  ];
}
