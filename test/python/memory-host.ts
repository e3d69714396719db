import {
  createInterpreter,
  type Interpreter,
  type Item,
  type SourceHost,
} from "../../src/python/index.js";

/** A host whose modules are the given files. */
export function memoryHost(
  files: Readonly<Record<string, string>>,
  more: Partial<SourceHost> = {},
): SourceHost {
  const folders = new Set(
    Object.keys(files).flatMap((path) => {
      const parts = path.split("/").slice(0, -1);
      return parts.map((_, at) => parts.slice(0, at + 1).join("/"));
    }),
  );
  return {
    resolveModule: (dotted) => {
      const path = dotted.replaceAll(".", "/");
      if (`${path}/__init__.py` in files) return { path: `${path}/__init__.py`, isPackage: true };
      if (`${path}.py` in files) return { path: `${path}.py`, isPackage: false };
      return folders.has(path) ? { path: null, isPackage: true } : null;
    },
    readSource: (path) => files[path] ?? null,
    exists: (path) => path in files || folders.has(path),
    isFolder: (path) => folders.has(path),
    listDirectory: (path) =>
      folders.has(path)
        ? [
            ...new Set(
              Object.keys(files)
                .filter((file) => file.startsWith(`${path}/`))
                .map((file) => file.slice(path.length + 1).split("/")[0] ?? ""),
            ),
          ].toSorted()
        : null,
    ...more,
  };
}

/** Evaluates one module and shows one of its names as JSON would. */
export function evaluated(source: string, name = "x", more: Partial<SourceHost> = {}): unknown {
  return shownName({ "settings.py": source }, "settings", name, more);
}

/** Evaluates a module among others and shows one of its names. */
export function shownName(
  files: Readonly<Record<string, string>>,
  module: string,
  name: string,
  more: Partial<SourceHost> = {},
): unknown {
  const interpreter = createInterpreter(memoryHost(files, more));
  return shownOf(interpreter, module, name);
}

/** Shows a name of a module. */
export function shownOf(interpreter: Interpreter, module: string, name: string): unknown {
  const found = interpreter.module(module);
  const value = found && interpreter.get(found, name);
  return value ? shown(value) : undefined;
}

/** A value as plain data: what is uncertain is written `?`, `?value` and `*`. */
export function shown(item: Item): unknown {
  switch (item.kind) {
    case "none":
      return null;
    case "bool":
    case "int":
    case "float":
    case "str":
      return item.value;
    case "list":
    case "tuple":
      return item.items.map(shown);
    case "set":
      return { set: item.items.map(shown).toSorted() };
    case "dict":
      return Object.fromEntries(
        [...item.entries.values()].map((entry) => [String(shown(entry.key)), shown(entry.value)]),
      );
    case "maybe":
      return { maybe: shown(item.value) };
    case "rest":
      return "*";
    case "choice":
      return { choice: item.options.map(shown) };
    case "external":
      return `<${item.name}>`;
    case "class":
      return `<class ${item.qualname}>`;
    case "instance":
      return `<${item.class.qualname}>`;
    default:
      return item.kind === "unknown" ? "?" : `<${item.kind}>`;
  }
}
