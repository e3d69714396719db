import type { ClassValue, ExternalValue, Interpreter, Value } from "../../python/index.js";

/** A model's class, or its dotted name where its source is not read. */
export type ModelClass = ClassValue | ExternalValue;

/** The model behind a view: its queryset's, its own, or its serializer's. */
export function modelBehind(
  interpreter: Interpreter,
  view: ClassValue,
  keywords: ReadonlyMap<string, Value> = new Map(),
): ModelClass | null {
  const member = (name: string): Value | null =>
    keywords.get(name) ?? interpreter.attribute(view, name);
  const queryset = member("queryset");
  return (
    (queryset && modelOfQueryset(queryset)) ??
    asModel(member("model")) ??
    serializerModel(interpreter, member("serializer_class"))
  );
}

/** The model of the queryset only, which gives routers their basename. */
export function querysetModel(interpreter: Interpreter, view: ClassValue): ModelClass | null {
  const queryset = interpreter.attribute(view, "queryset");
  return queryset && modelOfQueryset(queryset);
}

function serializerModel(interpreter: Interpreter, serializer: Value | null): ModelClass | null {
  if (serializer?.kind !== "class") return null;
  const meta = interpreter.get(serializer, "Meta");
  return meta?.kind === "class" ? asModel(interpreter.get(meta, "model")) : null;
}

function asModel(value: Value | null): ModelClass | null {
  return value?.kind === "class" || value?.kind === "external" ? value : null;
}

/** Follows `Model.objects.filter(...).all()` back to `Model`. */
export function modelOfQueryset(queryset: Value): ModelClass | null {
  for (let at: Value | undefined = queryset, steps = 0; at && steps < 30; steps++) {
    switch (at.kind) {
      case "class":
        return at;
      case "external":
        return externalModel(at.name);
      case "method":
        at = at.self;
        break;
      case "instance":
      case "call": {
        const model = at.attributes.get("model");
        if (model && model.kind !== "lazy") return asModel(model);
        at = (at.kind === "call" ? selfOf(at) : at.call.kwargs.get("model")) ?? undefined;
        break;
      }
      default:
        return null;
    }
  }
  return null;
}

/** Whose method was called: the first argument, where that is an object and no name of a column. */
function selfOf(value: Extract<Value, { kind: "call" }>): Value | null {
  const [item] = value.call.args;
  if (item && OBJECTS.has(item.kind)) return item as Value;
  return value.callee.kind === "external" ? managedModel(value.callee) : null;
}

const OBJECTS: ReadonlySet<string> = new Set(["class", "external", "method", "instance", "call"]);

/** The model of a manager that is not read; Django's own managers are given theirs. */
const managedModel = ({ name }: ExternalValue): ExternalValue | null =>
  name.startsWith("django.db.") ? null : externalModel(name);

/** `django.contrib.auth.models.Group.objects.all` names its model. */
function externalModel(name: string): ExternalValue | null {
  const match = /^(.*\.models(?:\.\w+)*?\.[A-Z]\w*)(?:\.|$)/.exec(name);
  return match?.[1] === undefined ? null : { kind: "external", name: match[1] };
}
