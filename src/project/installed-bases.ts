import { join } from "node:path";
import { decodePython } from "./decode.js";
import { importsOf } from "./imports.js";

/** Looks up the bases of a class in the source of an installed package. */
export type BaseLookup = (dotted: string) => readonly string[] | null;

/** Reads a file by its absolute path; null when it is not there. */
export type ReadFile = (path: string) => Uint8Array | null;

/** Reads the bases of classes from a folder of installed packages, without executing anything. */
export function installedBases(sitePackages: string, read: ReadFile): BaseLookup {
  const sources = new Map<string, Source | null>();
  const open = (module: string): Source | null => {
    if (!sources.has(module)) sources.set(module, openModule(sitePackages, module, read));
    return sources.get(module) ?? null;
  };
  return (dotted) => {
    const at = dotted.lastIndexOf(".");
    const [module, name] = [dotted.slice(0, at), dotted.slice(at + 1)];
    const source = at < 0 ? null : open(module);
    return source === null ? null : basesIn(source, module, name);
  };
}

interface Source {
  readonly text: string;
  readonly isPackage: boolean;
}

function openModule(sitePackages: string, module: string, read: ReadFile): Source | null {
  const base = join(sitePackages, ...module.split("."));
  for (const [path, isPackage] of [
    [join(base, "__init__.py"), true],
    [`${base}.py`, false],
  ] as const) {
    const content = read(path);
    const decoded = content === null ? null : decodePython(content);
    if (decoded?.kind === "text") return { text: decoded.text, isPackage };
  }
  return null;
}

/** The bases written after the class's name, or where the name is imported from. */
function basesIn(source: Source, module: string, name: string): readonly string[] | null {
  const header = new RegExp(`^class[ \\t]+${name}\\b\\s*(?:\\(([^)]*)\\))?\\s*:`, "m");
  const found = header.exec(source.text);
  const bound = boundNames(source, module);
  if (found === null) {
    const origin = bound.get(name);
    return origin === undefined ? null : [origin];
  }
  return (found[1] ?? "")
    .replaceAll(/#[^\n]*/g, "")
    .split(",")
    .map((base) => base.trim().replace(/\[.*\]$/s, ""))
    .filter((base) => /^[\w.]+$/.test(base))
    .map((base) => absolute(base, bound, module));
}

function absolute(base: string, bound: ReadonlyMap<string, string>, module: string): string {
  const [first = "", ...rest] = base.split(".");
  return [bound.get(first) ?? `${module}.${first}`, ...rest].join(".");
}

const ALIAS = /\b(\w+)\s+as\s+(\w+)/g;

/** What each imported name of a module stands for. */
function boundNames({ text, isPackage }: Source, module: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const one of importsOf(text, module, isPackage)) {
    if (one.names.length === 0) found.set(one.module.split(".", 1)[0] ?? "", one.module);
    for (const name of one.names) found.set(name, `${one.module}.${name}`);
  }
  for (const [, name = "", alias = ""] of text.matchAll(ALIAS)) {
    const origin = found.get(name);
    if (origin !== undefined) found.set(alias, origin);
  }
  return found;
}
