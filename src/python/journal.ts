import { shareEntries } from "./entries.js";
import { joinNamespaceSlot, joinStates, type ContainerState } from "./join.js";
import type { Machine } from "./machine.js";
import type {
  DictValue,
  LazyImport,
  ListValue,
  ModuleValue,
  Namespace,
  SetValue,
  UnknownValue,
  Value,
} from "./values.js";

/** Anything that a branch may change besides names. */
export type Container = ListValue | SetValue | DictValue | ModuleValue;

type Slot = Value | LazyImport | undefined;

/** What was there before each write of a branch, so that the other branch can start from it. */
export interface Journal {
  /** Names in tables that were made later are of no concern to the other branch. */
  readonly opened: number;
  readonly names: Map<Namespace, Map<string, Slot>>;
  readonly containers: Map<Container, ContainerState>;
}

let clock = 0;

/** The next moment, by which tables of names and branches are ordered. */
export const tick = (): number => ++clock;

const emptyJournal = (): Journal => ({ opened: tick(), names: new Map(), containers: new Map() });

const isOlder = (names: Namespace, journal: Journal): boolean => (names.born ?? 0) < journal.opened;

/** The changeable part of a container. */
export function stateOf(container: Container): ContainerState {
  switch (container.kind) {
    case "list":
    case "set":
      return { items: container.items, entries: null, open: null };
    case "dict":
      return { items: null, entries: shareEntries(container), open: container.open };
    case "module":
      return { items: null, entries: null, open: container.open };
  }
}

function restore(container: Container, state: ContainerState): void {
  if (container.kind === "module") container.open = state.open;
  else if (container.kind === "dict") {
    container.entries = state.entries ?? container.entries;
    container.open = state.open;
  } else container.items = state.items ?? container.items;
}

/** Binds a name. */
export function write(
  machine: Machine,
  names: Namespace,
  name: string,
  value: Value | LazyImport,
): void {
  remember(machine, names, name);
  names.set(name, value);
}

/** Unbinds a name. */
export function erase(machine: Machine, names: Namespace, name: string): void {
  remember(machine, names, name);
  names.delete(name);
}

function remember(machine: Machine, names: Namespace, name: string): void {
  const { journal } = machine;
  if (!journal || !isOlder(names, journal)) return;
  let slots = journal.names.get(names);
  if (!slots) journal.names.set(names, (slots = new Map()));
  if (!slots.has(name)) slots.set(name, names.get(name));
}

/** To be called before a container changes. */
export function touch(machine: Machine, container: Container): void {
  const { journal } = machine;
  if (journal && !journal.containers.has(container)) {
    journal.containers.set(container, stateOf(container));
  }
}

/** Runs both sides of a branch on an unknown, each from the same state, and joins what they leave. */
export function fork<T>(
  machine: Machine,
  cause: UnknownValue,
  first: () => Branch<T>,
  second: () => Branch<T>,
): [T, T] {
  const outer = machine.journal;
  const one = runBranch(machine, first);
  return [one.value, runOther(machine, cause, outer, one, second)];
}

/** As `fork`, but only after the first side is it known whether there is a second one. */
export function forkWhere<T>(
  machine: Machine,
  cause: UnknownValue,
  first: () => Branch<T>,
  isNeeded: () => boolean,
  second: () => Branch<T>,
): [T, T | null] {
  const outer = machine.journal;
  const one = runBranch(machine, first);
  if (isNeeded()) return [one.value, runOther(machine, cause, outer, one, second)];
  machine.journal = outer;
  settle(machine, one.journal);
  return [one.value, null];
}

function runOther<T>(
  machine: Machine,
  cause: UnknownValue,
  outer: Journal | null,
  one: Run<T>,
  second: () => Branch<T>,
): T {
  const after = takeBack(one.journal);
  const two = runBranch(machine, second);
  machine.journal = outer;
  settle(machine, two.journal);
  settle(machine, one.journal);
  if (two.dead && !one.dead) {
    takeBack(two.journal);
    putBack(machine, after);
  } else if (!one.dead) {
    complete(after, two.journal);
    joinBranches(machine, after, cause);
  }
  return two.value;
}

/** What one side of a branch gave; a dead one raised, so that its writes do not count. */
export interface Branch<T> {
  readonly value: T;
  readonly dead: boolean;
}

interface Run<T> extends Branch<T> {
  readonly journal: Journal;
}

function runBranch<T>(machine: Machine, branch: () => Branch<T>): Run<T> {
  const outer = machine.journal;
  const journal = emptyJournal();
  machine.journal = journal;
  machine.work.forks++;
  let finished = false;
  try {
    const result = { ...branch(), journal };
    finished = true;
    return result;
  } finally {
    machine.work.forks--;
    // What raises leaves the branch for good, with all that it has written.
    if (!finished) {
      machine.journal = outer;
      settle(machine, journal);
    }
  }
}

/** Undoes the writes of a journal and returns what they had made. */
function takeBack(journal: Journal): Journal {
  const after = emptyJournal();
  for (const [names, slots] of journal.names) {
    const written = new Map<string, Slot>();
    for (const [name, before] of slots) {
      written.set(name, names.get(name));
      if (before === undefined) names.delete(name);
      else names.set(name, before);
    }
    after.names.set(names, written);
  }
  for (const [container, before] of journal.containers) {
    after.containers.set(container, stateOf(container));
    restore(container, before);
  }
  return after;
}

function putBack(machine: Machine, after: Journal): void {
  for (const [names, slots] of after.names) {
    for (const [name, value] of slots) {
      if (value === undefined) erase(machine, names, name);
      else write(machine, names, name, value);
    }
  }
  for (const [container, state] of after.containers) {
    touch(machine, container);
    restore(container, state);
  }
}

/** Tells the enclosing branch what an inner one changed. */
function settle(machine: Machine, inner: Journal): void {
  const { journal } = machine;
  if (!journal) return;
  for (const [names, slots] of inner.names) {
    if (!isOlder(names, journal)) continue;
    const known = journal.names.get(names) ?? new Map<string, Slot>();
    for (const [name, before] of slots) if (!known.has(name)) known.set(name, before);
    journal.names.set(names, known);
  }
  for (const [container, before] of inner.containers) {
    if (!journal.containers.has(container)) journal.containers.set(container, before);
  }
}

/** Adds what only the second branch wrote: in the first one it stayed as it was. */
function complete(after: Journal, second: Journal): void {
  for (const [names, slots] of second.names) {
    const known = after.names.get(names) ?? new Map<string, Slot>();
    for (const [name, before] of slots) if (!known.has(name)) known.set(name, before);
    after.names.set(names, known);
  }
  for (const [container, before] of second.containers) {
    if (!after.containers.has(container)) after.containers.set(container, before);
  }
}

/** The second branch's state is in place; `first` is what the first one had left. */
function joinBranches(machine: Machine, first: Journal, cause: UnknownValue): void {
  for (const [names, slots] of first.names) {
    for (const [name, value] of slots) {
      const joined = joinNamespaceSlot(value, names.get(name), cause);
      if (joined) write(machine, names, name, joined);
    }
  }
  for (const [container, state] of first.containers) {
    touch(machine, container);
    restore(container, joinStates(state, stateOf(container), cause));
  }
}
