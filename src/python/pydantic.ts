import type { Machine } from "./machine.js";
import { native, type ClassValue, type DictValue, type Value } from "./values.js";

/** `Model.model_validate(data)` of a pydantic model is a call of it. */
export function validated(
  machine: Machine,
  cls: ClassValue,
  base: string,
  name: string,
): Value | null {
  if (!base.startsWith("pydantic.") || !/^(?:model_validate|parse_obj)$/.test(name)) return null;
  return native(name, (call) => {
    const [data] = call.args;
    if (data?.kind !== "dict") return machine.call(cls, call);
    return machine.call(cls, { ...call, args: [], kwargs: keywordsIn(data), open: data.open });
  });
}

function keywordsIn(data: DictValue): ReadonlyMap<string, Value> {
  const entries = [...data.entries.values()];
  return new Map(
    entries.flatMap(({ key, value }) => (key.kind === "str" ? [[key.value, value] as const] : [])),
  );
}
