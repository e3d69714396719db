import { parse, TomlError } from "smol-toml";
import { parseDocument } from "yaml";
import { argument } from "./arguments.js";
import { repositoryPath } from "./environment.js";
import { variableSet } from "./environment-variables.js";
import { entriesOf } from "./dict-methods.js";
import { setEntry } from "./assign.js";
import { valueOf } from "./json-values.js";
import { callingModule } from "./dotenv-files.js";
import { placeAt, sourceOf, type Machine } from "./machine.js";
import { openModule } from "./open-module.js";
import {
  bool,
  native,
  NONE,
  unknown,
  type CallArguments,
  type DictValue,
  type Item,
  type Value,
} from "./values.js";

/** What a stand-in of a package that reads settings files needs to know of the repository. */
export function dataLibrary(machine: Machine): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ["soundcheck_.read_data", native("read_data", (call) => readData(machine, call))],
    ["soundcheck_.variables_given", native("variables_given", (call) => given(machine, call))],
    ["soundcheck_.hand_over", native("hand_over", (call) => handOver(machine, call))],
    ["soundcheck_.is_certain", native("is_certain", (call) => bool(isCertain(argument(call, 0))))],
  ]);
}

/** `read_data(path)`: the tables of a TOML, YAML or JSON file; None where it is none. */
function readData(machine: Machine, call: CallArguments): Value {
  const path = repositoryPath(machine, argument(call, 0), call);
  const text = path === null ? null : machine.host.readSource(path);
  if (path === null || text === null) return NONE;
  machine.host.taken?.(path);
  return valueOf(machine, /\.ya?ml$/.test(path) ? parsedYaml(text) : parsedToml(path, text));
}

function parsedYaml(text: string): unknown {
  const document = parseDocument(text, { logLevel: "silent" });
  return document.errors.length > 0 ? null : document.toJS();
}

function parsedToml(path: string, text: string): unknown {
  try {
    return path.endsWith(".json") ? JSON.parse(text) : parse(text);
  } catch (error) {
    if (error instanceof TomlError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** `variables_given(start)`: the variables that are set and whose names begin so. */
function given(machine: Machine, call: CallArguments): Value {
  const { host, planted } = machine;
  const start = argument(call, 0);
  const found: DictValue = { kind: "dict", entries: new Map(), open: null };
  if (start?.kind !== "str") return found;
  const names = entriesOf(planted).flatMap(({ key }) => (key.kind === "str" ? [key.value] : []));
  for (const name of new Set([...Object.keys(host.environment ?? {}), ...names])) {
    const entry = name.startsWith(start.value) ? variableSet(machine, name) : null;
    if (entry !== null) setEntry(machine, found, entry.key, entry.maybe ?? entry.value);
  }
  return found;
}

const isCertain = (value: Item | null): boolean =>
  value === null ||
  (value.kind === "list" || value.kind === "tuple"
    ? value.items.every(isCertain)
    : value.kind === "str");

/** `hand_over(name)`: a function of this name, called by the module, may change it in a way that is not read. */
function handOver(machine: Machine, call: CallArguments): Value {
  const [module, name] = [callingModule(machine), argument(call, 0)];
  if (module === null || name?.kind !== "str") return NONE;
  const start = Math.max(0, sourceOf(module).search(new RegExp(`\\b${name.value}\\(`)));
  const reason = `${name.value}() is given the names of ${module.name} and is not read`;
  openModule(machine, module, unknown(reason, placeAt(module, start)));
  return NONE;
}
