import { formatSpec } from "./format-spec.js";
import { item } from "./subscript.js";
import { choose } from "./join.js";
import type { Machine } from "./machine.js";
import { reprOf } from "./text.js";
import { int, str, unknown, type CallArguments, type Value } from "./values.js";

const FIELD = /\{\{|\}\}|\{([^{}:!]*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}]*\})*))?\}/g;

/** `"...".format(*args, **kwargs)`; a choice among the arguments gives a choice of texts. */
export function formatFields(machine: Machine, format: string, call: CallArguments): Value {
  const spread = [...call.args.keys()].find((at) => call.args[at]?.kind === "choice");
  const option = spread === undefined ? undefined : call.args[spread];
  if (option?.kind === "choice" && spread !== undefined) {
    const texts = option.options.map((one) =>
      formatFields(machine, format, { ...call, args: call.args.with(spread, one) }),
    );
    return choose(texts, option.cause);
  }
  let lost: Value | null = null;
  let auto = 0;
  const text = format.replace(FIELD, (whole, path, conversion, spec) => {
    if (whole === "{{" || whole === "}}") return whole.charAt(0);
    const value = field(
      machine,
      path === "" || /^[.[]/.test(path) ? `${auto++}${path}` : path,
      call,
    );
    const plainSpec = (spec ?? "").replace(/\{([^{}]*)\}/g, (_inner: string, name: string) => {
      const width = field(machine, name === "" ? String(auto++) : name, call);
      return width.kind === "int" || width.kind === "str" ? String(width.value) : "?";
    });
    const shown =
      conversion === "r" || conversion === "a"
        ? reprOf(value)
        : formatSpec(machine, value, plainSpec, call.place);
    if (shown === null)
      lost ??=
        value.kind === "unknown"
          ? value
          : unknown("a format with values that are not known", call.place);
    return shown ?? "";
  });
  return lost ?? str(text);
}

function field(machine: Machine, path: string, call: CallArguments): Value {
  const [, first = "", rest = ""] = /^([^.[]*)(.*)$/s.exec(path) ?? [];
  const base = /^\d+$/.test(first) ? call.args[Number(first)] : call.kwargs.get(first);
  if (!base || base.kind === "rest" || base.kind === "maybe") {
    return unknown("a format with values that are not known", call.place);
  }
  let value: Value = base;
  for (const [, name, index] of rest.matchAll(/\.(\w+)|\[([^\]]*)\]/g)) {
    if (name !== undefined)
      value = machine.attribute(value, name) ?? unknown(`no attribute ${name}`, call.place);
    else if (index !== undefined)
      value = item(
        machine,
        value,
        /^\d+$/.test(index) ? int(Number(index)) : str(index),
        call.place,
      );
  }
  return value;
}
