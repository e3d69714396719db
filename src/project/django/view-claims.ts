import type {
  CallArguments,
  ClassValue,
  FunctionValue,
  Interpreter,
  Value,
} from "../../python/index.js";
import type { Route } from "../facts.js";
import { classAccess, functionAccess, viewMaker } from "./access.js";
import { deedsOf, deedsOfFunction, type LabelOf } from "./deeds.js";
import { foreignMethods } from "./foreign.js";
import { isOfFramework } from "./guards.js";
import { listingOf } from "./listing.js";
import { makerColumns } from "./makers.js";
import { unaskedMethods } from "./methods.js";
import { refusedStates } from "./refused-states.js";
import { reservedMethods, reservedOfFunction } from "./reserved.js";
import { shownOnly } from "./shown-only.js";
import { functionStatuses, writtenStatuses } from "./statuses.js";
import { classWithoutDatabase, functionWithoutDatabase } from "./without-database.js";

/** What generated tests claim of a view, as far as the source says each for certain. */
export type ViewClaims = Pick<
  Route,
  | "unasked"
  | "asked"
  | "access"
  | "reserved"
  | "kept"
  | "own"
  | "foreign"
  | "statuses"
  | "deeds"
  | "refusedStates"
  | "listing"
  | "makers"
  | "only"
  | "withoutDatabase"
>;

/** Claims of a function behind layers of decorators; `asked` are methods that none of them names. */
export function functionClaims(
  interpreter: Interpreter,
  labelOf: LabelOf,
  view: FunctionValue,
  layers: readonly Value[],
  { methods, asked }: { readonly methods: readonly string[]; readonly asked: readonly string[] },
): ViewClaims {
  const isAsItIs = layers.slice(0, -1).every(isOfFramework);
  const all = [...methods, ...asked];
  return told({
    asked,
    access: byMethod(all, (method) => functionAccess(interpreter, view, layers, method)),
    statuses: byMethod(all.filter(isWrite), () =>
      isAsItIs ? functionStatuses(interpreter, view) : null,
    ),
    withoutDatabase: functionWithoutDatabase(interpreter, view) ?? undefined,
    deeds: byMethod(all.length === 1 ? all.filter(isWrite) : [], () =>
      isAsItIs ? something(deedsOfFunction(interpreter, labelOf, view)) : null,
    ),
    ...(isAsItIs ? reservedOfFunction(interpreter, view, all) : {}),
  });
}

/** Claims of a view class with what `as_view` was told besides it. */
export function classClaims(
  interpreter: Interpreter,
  labelOf: LabelOf,
  cls: ClassValue,
  call: CallArguments,
  { methods, layers }: { readonly methods: readonly string[]; readonly layers: readonly Value[] },
): ViewClaims {
  const view = viewMaker(cls, call);
  const access = byMethod(methods, (method) => classAccess(interpreter, cls, layers, view, method));
  return told({
    unasked: unaskedMethods(interpreter, cls, methods),
    access,
    foreign: foreignMethods(interpreter, cls, call, view, methods),
    statuses: byMethod(methods.filter(isWrite), (method) =>
      writtenStatuses(interpreter, cls, call, method),
    ),
    deeds: byMethod(methods.filter(isWrite), (method) =>
      something(deedsOf(interpreter, labelOf, cls, call, method)),
    ),
    refusedStates: byMethod(methods.filter(isWrite), (method) =>
      something(refusedStates(interpreter, cls, call, method)),
    ),
    listing: listingOf(interpreter, cls, call, methods) ?? undefined,
    only: methods.includes("GET") ? shownOnly(interpreter, cls, call, view, access["GET"]) : {},
    withoutDatabase: classWithoutDatabase(interpreter, cls, call) ?? undefined,
    makers: methods.includes("POST") ? makerColumns(interpreter, cls, call) : [],
    ...reservedMethods(interpreter, cls, call, view, methods),
  });
}

/** What is certain of each of some methods. */
function byMethod<T>(
  methods: readonly string[],
  told: (method: string) => T | null,
): Readonly<Record<string, T>> {
  const found: Record<string, T> = {};
  for (const method of methods) {
    const one = told(method);
    if (one !== null) found[method] = one;
  }
  return found;
}

const something = <T>(found: readonly T[]): readonly T[] | null =>
  found.length > 0 ? found : null;

const isWrite = (method: string): boolean => method !== "GET";

/** The claims that say something. */
function told(claims: ViewClaims): ViewClaims {
  const saying = Object.entries(claims).filter(
    ([, claim]) => claim !== undefined && Object.keys(claim).length > 0,
  );
  return Object.fromEntries(saying);
}
