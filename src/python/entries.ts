import type { DictValue, Entry } from "./values.js";

/** Entries that only one dict holds may be changed in place: copying them each time is quadratic. */
type Entries = Map<string, Entry> & { holder?: DictValue | null };

/** A dict's entries, to be changed; a copy when somebody else may hold them, too. */
export function ownEntries(dict: DictValue): Map<string, Entry> {
  const entries = dict.entries as Entries;
  if (entries.holder === dict) return entries;
  const own: Entries = new Map(entries);
  own.holder = dict;
  dict.entries = own;
  return own;
}

/** To be called where a dict's entries are kept as they are now. */
export function shareEntries(dict: DictValue): ReadonlyMap<string, Entry> {
  const entries = dict.entries as Entries;
  if (entries.holder) entries.holder = null;
  return entries;
}
