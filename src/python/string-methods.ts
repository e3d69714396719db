import { argument } from "./arguments.js";
import { formatFields } from "./format-fields.js";
import { certainItems, iterate } from "./iterate.js";
import { choose } from "./join.js";
import { PythonError, type Machine } from "./machine.js";
import { characters } from "./text.js";
import { bool, int, list, native, str, unknown, type CallArguments, type Value } from "./values.js";
import { text, number, strip, split, rsplit, partition, type Method } from "./string-parts.js";

/** A bound method of a string. */
export function stringMethod(machine: Machine, self: string, name: string): Value | null {
  const method = METHODS.get(name);
  if (!method) return null;
  return native(`str.${name}`, (call) => {
    const lost = firstUnknown(call);
    if (lost && name !== "format" && name !== "join") return lost;
    return (
      distribute(machine, self, method, call) ??
      unknown(`str.${name}() of values that are not known`, call.place)
    );
  });
}

function firstUnknown(call: CallArguments): Value | null {
  for (const item of call.args) {
    if (item.kind === "rest" || item.kind === "maybe") return item.cause;
    if (item.kind === "unknown") return item;
  }
  return null;
}

/** A choice as first argument gives a choice of results. */
function distribute(
  machine: Machine,
  self: string,
  method: Method,
  call: CallArguments,
): Value | null {
  const [first, ...rest] = call.args;
  if (first?.kind !== "choice") return method(machine, self, call);
  const results = first.options.map((one) =>
    method(machine, self, { ...call, args: [one, ...rest] }),
  );
  const known = results.filter((one) => one !== null);
  return known.length === results.length ? choose(known, first.cause) : null;
}

const affix =
  (test: (self: string, part: string) => boolean): Method =>
  (_machine, self, call) => {
    const value = argument(call, 0);
    if (call.args.length > 1) return null;
    if (value?.kind === "str") return bool(test(self, value.value));
    const parts = value?.kind === "tuple" ? certainItems(value.items) : null;
    if (!parts || parts.some((part) => part.kind !== "str")) return null;
    return bool(parts.some((part) => part.kind === "str" && test(self, part.value)));
  };

const join: Method = (machine, self, call) => {
  const value = argument(call, 0);
  const items = value && certainItems(iterate(machine, value, call.place));
  if (!items) return value?.kind === "unknown" ? value : null;
  const lost = items.find((item) => item.kind !== "str");
  if (lost) {
    if (["int", "none", "bool", "list"].includes(lost.kind))
      throw new PythonError("TypeError", "join of something that is no string", call.place);
    return lost.kind === "unknown" ? lost : null;
  }
  return str(items.map((item) => (item.kind === "str" ? item.value : "")).join(self));
};

const replace: Method = (_machine, self, call) => {
  const [old, fresh, times] = [text(call, 0), text(call, 1), number(call, 2, "count")];
  if (old === null || fresh === null) return null;
  if (times === null || times < 0)
    return str(old === "" ? interleave(self, fresh) : self.replaceAll(old, () => fresh));
  if (old === "") return null;
  const parts = self.split(old);
  if (parts.length <= times + 1) return str(parts.join(fresh));
  return str(parts.slice(0, times + 1).join(fresh) + old + parts.slice(times + 1).join(old));
};

const interleave = (self: string, fresh: string): string =>
  fresh +
  characters(self)
    .map((char) => char + fresh)
    .join("");

const find =
  (last: boolean, strict: boolean): Method =>
  (_machine, self, call) => {
    const part = text(call, 0);
    if (part === null || call.args.length > 1) return null;
    const at = last ? self.lastIndexOf(part) : self.indexOf(part);
    if (at < 0 && strict) throw new PythonError("ValueError", "substring not found", call.place);
    return int(at < 0 ? -1 : characters(self.slice(0, at)).length);
  };

const justify =
  (side: "left" | "right" | "center"): Method =>
  (_machine, self, call) => {
    const width = number(call, 0);
    const fill = text(call, 1) ?? " ";
    if (width === null) return null;
    const missing = Math.max(0, width - characters(self).length);
    if (side === "left") return str(self + fill.repeat(missing));
    if (side === "right") return str(fill.repeat(missing) + self);
    const before = Math.floor(missing / 2) + (missing & width & 1);
    return str(fill.repeat(before) + self + fill.repeat(missing - before));
  };

const capitalize = (self: string): string =>
  self.slice(0, 1).toUpperCase() + self.slice(1).toLowerCase();

const isAscii = (self: string): boolean => [...self].every((char) => char < "\u0080");

/** Line ends that only Python knows. */
const hasRareLineEnd = (self: string): boolean =>
  ["\v", "\f", "\u001c", "\u001d", "\u001e", "\u0085", "\u2028", "\u2029"].some((end) =>
    self.includes(end),
  );

/** Only ASCII: beyond it, the two languages' tables differ in places. */
const plain =
  (change: (self: string) => Value): Method =>
  (_machine, self) =>
    isAscii(self) ? change(self) : null;

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["startswith", affix((self, part) => self.startsWith(part))],
  ["endswith", affix((self, part) => self.endsWith(part))],
  ["strip", strip(["left", "right"])],
  ["lstrip", strip(["left"])],
  ["rstrip", strip(["right"])],
  ["split", split],
  ["rsplit", rsplit],
  [
    "splitlines",
    (_machine, self) =>
      hasRareLineEnd(self)
        ? null
        : list(
            self.replace(/(?:\r\n|\r|\n)$/, "") === "" && !/[\r\n]/.test(self)
              ? []
              : self
                  .replace(/(?:\r\n|\r|\n)$/, "")
                  .split(/\r\n|\r|\n/)
                  .map(str),
          ),
  ],
  ["partition", partition(false)],
  ["rpartition", partition(true)],
  ["join", join],
  ["replace", replace],
  ["find", find(false, false)],
  ["rfind", find(true, false)],
  ["index", find(false, true)],
  ["rindex", find(true, true)],
  ["ljust", justify("left")],
  ["rjust", justify("right")],
  ["center", justify("center")],
  ["lower", plain((self) => str(self.toLowerCase()))],
  ["upper", plain((self) => str(self.toUpperCase()))],
  ["casefold", plain((self) => str(self.toLowerCase()))],
  ["capitalize", plain((self) => str(capitalize(self)))],
  ["title", plain((self) => str(self.replace(/[A-Za-z]+/g, capitalize)))],
  [
    "swapcase",
    plain((self) =>
      str(
        self.replace(/[A-Za-z]/g, (char) => (char < "a" ? char.toLowerCase() : char.toUpperCase())),
      ),
    ),
  ],
  ["isdigit", plain((self) => bool(/^\d+$/.test(self)))],
  ["isdecimal", plain((self) => bool(/^\d+$/.test(self)))],
  ["isnumeric", plain((self) => bool(/^\d+$/.test(self)))],
  ["isalpha", plain((self) => bool(/^[A-Za-z]+$/.test(self)))],
  ["isalnum", plain((self) => bool(/^[A-Za-z\d]+$/.test(self)))],
  ["isspace", plain((self) => bool(/^\s+$/.test(self)))],
  ["isupper", plain((self) => bool(/[A-Z]/.test(self) && !/[a-z]/.test(self)))],
  ["islower", plain((self) => bool(/[a-z]/.test(self) && !/[A-Z]/.test(self)))],
  ["isidentifier", plain((self) => bool(/^[A-Za-z_]\w*$/.test(self)))],
  [
    "zfill",
    (_machine, self, call) => {
      const width = number(call, 0);
      if (width === null) return null;
      const sign = /^[+-]/.exec(self)?.[0] ?? "";
      return str(sign + self.slice(sign.length).padStart(width - sign.length, "0"));
    },
  ],
  [
    "count",
    (_machine, self, call) => {
      const part = text(call, 0);
      return part === null || part === "" || call.args.length > 1
        ? null
        : int(self.split(part).length - 1);
    },
  ],
  [
    "removeprefix",
    (_machine, self, call) => {
      const part = text(call, 0);
      return part === null ? null : str(self.startsWith(part) ? self.slice(part.length) : self);
    },
  ],
  [
    "removesuffix",
    (_machine, self, call) => {
      const part = text(call, 0);
      return part === null
        ? null
        : str(part !== "" && self.endsWith(part) ? self.slice(0, -part.length) : self);
    },
  ],
  [
    "encode",
    (_machine, self, call) =>
      call.args.length === 0 && isAscii(self) ? { kind: "bytes", value: self } : null,
  ],
  ["format", (machine, self, call) => formatFields(machine, self, call)],
  ["__len__", (_machine, self) => int(characters(self).length)],
]);
