import type { Place } from "../project/facts.js";
import type {
  BoolValue,
  BytesValue,
  DictValue,
  FloatValue,
  IntValue,
  ListValue,
  NoneValue,
  SetValue,
  StrValue,
  TupleValue,
} from "./data-values.js";
import type { Namespace, Scope } from "./scope.js";
import type { ClassNode, FunctionNode, LambdaNode } from "./syntax.js";

/** Values that an evaluation works with: data, what can be called or asked, and what is not known. */
export type * from "./data-values.js";
export type * from "./scope.js";

/** A function or lambda written in source that is at hand. */
export interface FunctionValue {
  readonly kind: "function";
  readonly name: string;
  readonly qualname: string;
  readonly module: ModuleValue;
  readonly node: FunctionNode | LambdaNode;
  readonly scope: Scope;
  /** The class in whose body it was written, for a bare `super()`. */
  readonly owner: ClassValue | null;
  readonly attributes: Namespace;
  readonly place: Place;
  /** Decorators that were left out since their meaning is not known, outermost first. */
  readonly decorators: readonly Value[];
}

/** A function whose meaning is known here rather than read from source. */
export interface NativeValue {
  readonly kind: "native";
  readonly name: string;
  readonly call: NativeCall;
  /** For what depends on where it is called: `globals()`, `super()`. */
  readonly scoped?: (call: CallArguments, scope: Scope) => Value;
}

export interface CallArguments {
  readonly args: readonly Item[];
  readonly kwargs: ReadonlyMap<string, Value>;
  /** Set when `**unknown` was passed, so that there may be more keywords. */
  readonly open: UnknownValue | null;
  readonly place: Place;
}

export type NativeCall = (call: CallArguments) => Value;

export interface BoundMethodValue {
  readonly kind: "method";
  readonly self: Value;
  readonly function: Value;
}

/** `@property`, `@cached_property`, `@classmethod` or `@staticmethod` around a function. */
export interface DescriptorValue {
  readonly kind: "descriptor";
  readonly wrapper: "property" | "classmethod" | "staticmethod";
  readonly function: Value;
}

/** A class written in source that is at hand. Its body is executed when first asked for. */
export interface ClassValue {
  readonly kind: "class";
  readonly name: string;
  readonly qualname: string;
  readonly module: ModuleValue;
  readonly bases: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** Class decorators, outermost first. */
  readonly decorators: readonly Value[];
  readonly node: ClassNode | null;
  readonly scope: Scope;
  readonly place: Place;
  /** Names of the body; read them through `Interpreter.ownAttributes`. */
  namespace: Namespace | null;
}

/** An object made by calling a class whose source is at hand. */
export interface InstanceValue {
  readonly kind: "instance";
  readonly class: ClassValue;
  readonly attributes: Namespace;
  readonly call: CallArguments;
}

export interface ModuleValue {
  readonly kind: "module";
  readonly name: string;
  /** Path as the host gave it; null for a namespace package. */
  readonly file: string | null;
  readonly isPackage: boolean;
  readonly namespace: Namespace;
  /** True for a stand-in that lacks most of the real module: other names of it are external. */
  readonly partial: boolean;
  /** Set when the module may have names that are not known. */
  open: UnknownValue | null;
}

/** Something of a package whose source is not read, by its dotted name: `rest_framework.routers.DefaultRouter`. */
export interface ExternalValue {
  readonly kind: "external";
  readonly name: string;
}

/**
 * What a call of something external gave: `models.CharField(max_length=10)` keeps callee and
 * arguments. `attributes` hold what the repo's code set on it.
 */
export interface CallValue {
  readonly kind: "call";
  readonly callee: Value;
  readonly call: CallArguments;
  readonly attributes: Namespace;
}

/** `functools.partial(...)`. */
export interface PartialValue {
  readonly kind: "partial";
  readonly function: Value;
  readonly call: CallArguments;
}

export interface SuperValue {
  readonly kind: "super";
  readonly owner: ClassValue;
  readonly self: Value;
}

/** An object whose attributes another reader answers, such as `django.conf.settings`. */
export interface ModelledValue {
  readonly kind: "modelled";
  readonly type: string;
  /** Whether the object counts as true, where that is known. */
  readonly isTrue?: boolean;
  /** Whether it equals another value, where that is not told by which object it is; null: not known. */
  readonly equals?: (other: Item) => boolean | null;
  /** What a call of it gives, where it can be called. */
  readonly call?: NativeCall;
  readonly attribute: (name: string) => Value | null;
}

/** One of several values, since a branch on an unknown was read both ways. */
export interface ChoiceValue {
  readonly kind: "choice";
  readonly options: readonly Value[];
  readonly cause: UnknownValue;
}

/** A value that source alone does not tell. */
export interface UnknownValue {
  readonly kind: "unknown";
  readonly reason: string;
  readonly place: Place;
}

/** An item of a list, tuple or set that is there only under a condition that is not known. */
export interface MaybeItem {
  readonly kind: "maybe";
  readonly value: Value;
  readonly cause: UnknownValue;
}

/** Any number of items that are not known, as in `[*unknown, "a"]`. */
export interface RestItem {
  readonly kind: "rest";
  readonly cause: UnknownValue;
}

export type Value =
  | NoneValue
  | BoolValue
  | IntValue
  | FloatValue
  | StrValue
  | BytesValue
  | ListValue
  | TupleValue
  | SetValue
  | DictValue
  | FunctionValue
  | NativeValue
  | BoundMethodValue
  | DescriptorValue
  | ClassValue
  | InstanceValue
  | ModuleValue
  | ExternalValue
  | CallValue
  | PartialValue
  | SuperValue
  | ModelledValue
  | ChoiceValue
  | UnknownValue;

/** What a sequence holds: values, and marks for what is uncertain. */
export type Item = Value | MaybeItem | RestItem;

export const NONE: NoneValue = { kind: "none" };
export const TRUE: BoolValue = { kind: "bool", value: true };
export const FALSE: BoolValue = { kind: "bool", value: false };

/** Wraps a string. */
export const str = (value: string): StrValue => ({ kind: "str", value });
/** Wraps a number that Python calls an int, which knows no negative zero. */
export const int = (value: number): IntValue => ({ kind: "int", value: value + 0 });
/** Wraps a number that Python calls a float. */
export const float = (value: number): FloatValue => ({ kind: "float", value });
/** Wraps a truth value. */
export const bool = (value: boolean): BoolValue => (value ? TRUE : FALSE);
/** Wraps items as a list of its own. */
export const list = (items: readonly Item[]): ListValue => ({ kind: "list", items });
/** Wraps items as a tuple. */
export const tuple = (items: readonly Item[]): TupleValue => ({ kind: "tuple", items });
/** A value that is not known, and why. */
export const unknown = (reason: string, place: Place): UnknownValue => ({
  kind: "unknown",
  reason,
  place,
});
/** A name of a package whose source is not read. */
export const external = (name: string): ExternalValue => ({ kind: "external", name });
/** Wraps a meaning as a function. */
export const native = (name: string, call: NativeCall): NativeValue => ({
  kind: "native",
  name,
  call,
});
