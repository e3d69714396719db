import type { Place } from "../project/facts.js";
import { isStubFile } from "./stub-host.js";
import type { Item, UnknownValue, Value } from "./values.js";

/** Where something went wrong, for people: in a stand-in, it is the statement that called it. */
export const visiblePlace = (place: Place, statement: Place): Place =>
  isStubFile(place.file) ? statement : place;

/** What a stand-in does not know is told at the place where it was called. */
export function outward(value: Value, place: Place): Value {
  if (isStubFile(place.file)) return value;
  switch (value.kind) {
    case "unknown":
      return moved(value, place);
    case "choice":
      return { ...value, cause: moved(value.cause, place) };
    case "list":
      if (value.items.some(isInside))
        value.items = value.items.map((item) => movedItem(item, place));
      return value;
    case "tuple":
      return value.items.some(isInside)
        ? { ...value, items: value.items.map((item) => movedItem(item, place)) }
        : value;
    default:
      return value;
  }
}

function causeOf(item: Item): UnknownValue | null {
  if (item.kind === "unknown") return item;
  return item.kind === "maybe" || item.kind === "rest" ? item.cause : null;
}

function isInside(item: Item): boolean {
  const cause = causeOf(item);
  return cause !== null && isInvisible(cause.place);
}

/** In a stand-in, or nowhere: what the machine decides, such as `sys.path`. */
const isInvisible = ({ file }: Place): boolean => file === "" || isStubFile(file);

const moved = (cause: UnknownValue, place: Place): UnknownValue =>
  isInvisible(cause.place) ? { ...cause, place } : cause;

function movedItem(item: Item, place: Place): Item {
  if (item.kind === "unknown") return moved(item, place);
  return item.kind === "maybe" || item.kind === "rest"
    ? { ...item, cause: moved(item.cause, place) }
    : item;
}
