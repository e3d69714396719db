import { argument } from "./arguments.js";
import { setEntry } from "./assign.js";
import { entriesOf, entryAt } from "./dict-methods.js";
import { mayRaise, type Machine } from "./machine.js";
import type { Place } from "../project/facts.js";
import {
  bool,
  native,
  NONE,
  str,
  unknown,
  type CallArguments,
  type Entry,
  type ModelledValue,
  type UnknownValue,
  type Value,
} from "./values.js";

/** What a variable is: what the code itself has set comes before what the machine says. */
export function variableSet({ host, planted }: Machine, name: string): Entry | null {
  const key = str(name);
  const given = host.environment?.[name];
  const value = given === undefined ? null : { key, value: str(given), maybe: null };
  return entryAt(planted, key) ?? value;
}

/** Reads a variable, and notes that it is read; one that is set is not required from outside. */
function variable(
  machine: Machine,
  name: string,
  call: CallArguments,
  isDemanded: boolean,
): Entry | null {
  const { environment } = machine;
  const { file, line } = call.place;
  const entry = variableSet(machine, name);
  const required = isDemanded && entry === null;
  const known = environment.some((one) => one.name === name && one.required === required);
  if (!known) environment.push({ name, required, file, line });
  return entry;
}

const valueOf = ({ value, maybe }: Entry): Value => maybe ?? value;

const namelessVariable = (name: Value | null, { place }: CallArguments): UnknownValue =>
  name?.kind === "unknown" ? name : unknown("a variable whose name is not known", place);

/** `os.getenv(name, default)`. */
export function getVariable(machine: Machine, call: CallArguments): Value {
  const name = argument(call, 0, "key");
  const fallback = argument(call, 1, "default") ?? NONE;
  if (name?.kind !== "str") return namelessVariable(name, call);
  const entry = variable(machine, name.value, call, false);
  return entry === null ? fallback : valueOf(entry);
}

/**
 * What `os.getenv("HOSTS").split()` takes for a text cannot be left unset: the variable is required,
 * and its value unknown. Null where the value is no such variable.
 */
export function demanded(machine: Machine, value: Value, place: Place): UnknownValue | null {
  const read = machine.environment.at(-1);
  if (value.kind !== "none" || !read || read.file !== place.file || read.line !== place.line)
    return null;
  machine.environment.push({ ...read, required: true });
  const cause = unknown(`environment variable ${read.name}`, place);
  mayRaise(machine, "TypeError", cause);
  return cause;
}

function requireVariable(machine: Machine, call: CallArguments): Value {
  const name = argument(call, 0);
  if (name?.kind !== "str") return namelessVariable(name, call);
  const entry = variable(machine, name.value, call, true);
  if (entry !== null) return valueOf(entry);
  const cause = unknown(`environment variable ${name.value}`, call.place);
  mayRaise(machine, "KeyError", cause);
  return cause;
}

function hasVariable(machine: Machine, call: CallArguments): Value {
  const name = argument(call, 0);
  if (name?.kind !== "str") return namelessVariable(name, call);
  const entry = variable(machine, name.value, call, false);
  return entry?.maybe ?? bool(entry !== null);
}

/** `os.environ`. */
export function environmentObject(machine: Machine): ModelledValue {
  const methods: Readonly<Record<string, (call: CallArguments) => Value>> = {
    get: (call) => getVariable(machine, call),
    __getitem__: (call) => requireVariable(machine, call),
    __contains__: (call) => hasVariable(machine, call),
    setdefault: (call) => plant(machine, call, "default"),
    __setitem__: (call) => plant(machine, call, "set"),
    pop: (call) => getVariable(machine, call),
    copy: () => environ,
    items: (call) => unknown("the whole environment", call.place),
    keys: (call) => unknown("the whole environment", call.place),
    update: (call) => plantAll(machine, call),
  };
  const environ: ModelledValue = {
    kind: "modelled",
    type: "os.environ",
    attribute: (name) => {
      const method = methods[name];
      return method ? native(`os.environ.${name}`, method) : null;
    },
  };
  return environ;
}

/** `os.environ.setdefault(...)` before a star import decides what the imported settings read. */
function plant(machine: Machine, call: CallArguments, how: "set" | "default"): Value {
  const [name, value] = [argument(call, 0), argument(call, 1)];
  if (name?.kind !== "str" || !value) return NONE;
  const known = how === "default" ? variableSet(machine, name.value) : null;
  if (known !== null) return valueOf(known);
  setEntry(machine, machine.planted, name, value);
  return value;
}

function plantAll(machine: Machine, call: CallArguments): Value {
  const other = argument(call, 0);
  const entries = other?.kind === "dict" ? entriesOf(other) : [];
  for (const { key, value, maybe } of entries)
    plant(machine, { ...call, args: [key, maybe ?? value], kwargs: new Map() }, "set");
  for (const [name, value] of call.kwargs)
    plant(machine, { ...call, args: [str(name), value], kwargs: new Map() }, "set");
  return NONE;
}
