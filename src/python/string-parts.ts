import { argument } from "./arguments.js";
import type { Machine } from "./machine.js";
import { characters } from "./text.js";
import { list, str, tuple, type CallArguments, type Value } from "./values.js";

/** A method of a string; null when its arguments are not known well enough. */
export type Method = (machine: Machine, self: string, call: CallArguments) => Value | null;

/** A positional argument that is a string. */
export const text = (call: CallArguments, at: number): string | null => {
  const value = argument(call, at);
  return value?.kind === "str" ? value.value : null;
};

/** An argument that is a number. */
export const number = (call: CallArguments, at: number, name?: string): number | null => {
  const value = argument(call, at, name);
  return value?.kind === "int" ? value.value : null;
};

/** White space to Python: also the separators U+001C to U+001F and U+0085. */
function isSpace(char: string): boolean {
  const code = char.charCodeAt(0);
  return /^\s$/.test(char) || (code >= 0x1c && code <= 0x1f) || code === 0x85;
}

/** `strip` and its one-sided kin. */
export const strip =
  (sides: readonly ("left" | "right")[]): Method =>
  (_machine, self, call) => {
    const given = argument(call, 0);
    if (given && given.kind !== "str" && given.kind !== "none") return null;
    const chars = given?.kind === "str" ? new Set(characters(given.value)) : null;
    const stays = (char: string): boolean => !(chars ? chars.has(char) : isSpace(char));
    const parts = characters(self);
    const from = sides.includes("left") ? parts.findIndex(stays) : 0;
    const last = sides.includes("right") ? parts.findLastIndex(stays) : parts.length - 1;
    return str(from < 0 ? "" : parts.slice(from, last + 1).join(""));
  };

/** `str.split`. */
export const split: Method = (_machine, self, call) => {
  const separator = argument(call, 0, "sep");
  const limit = number(call, 1, "maxsplit") ?? -1;
  if (!separator || separator.kind === "none") {
    const words = self.trim() === "" ? [] : self.trim().split(/\s+/);
    if (limit >= 0 && words.length > limit + 1) return null;
    return list(words.map(str));
  }
  if (separator.kind !== "str" || separator.value === "") return null;
  const parts = self.split(separator.value);
  if (limit < 0 || parts.length <= limit + 1) return list(parts.map(str));
  return list([...parts.slice(0, limit), parts.slice(limit).join(separator.value)].map(str));
};

/** `str.rsplit`. */
export const rsplit: Method = (machine, self, call) => {
  const given = argument(call, 0, "sep");
  const separator = given?.kind === "str" ? given.value : null;
  const limit = number(call, 1, "maxsplit") ?? -1;
  if (limit < 0 || separator === null || separator === "")
    return limit < 0 ? split(machine, self, call) : null;
  const parts = self.split(separator);
  const cut = Math.max(0, parts.length - limit);
  if (cut <= 1) return list(parts.map(str));
  return list([parts.slice(0, cut).join(separator), ...parts.slice(cut)].map(str));
};

/** `str.partition` and `str.rpartition`. */
export const partition =
  (last: boolean): Method =>
  (_machine, self, call) => {
    const separator = text(call, 0);
    if (!separator) return null;
    const at = last ? self.lastIndexOf(separator) : self.indexOf(separator);
    if (at < 0) return tuple((last ? ["", "", self] : [self, "", ""]).map(str));
    return tuple([self.slice(0, at), separator, self.slice(at + separator.length)].map(str));
  };
