/** Where a piece of syntax begins, as an offset into the source. */
export interface At {
  readonly start: number;
}

export interface NameNode extends At {
  readonly type: "name";
  readonly id: string;
}
export interface ConstantNode extends At {
  readonly type: "constant";
  readonly value: null | boolean | "...";
}
export interface NumberNode extends At {
  readonly type: "number";
  readonly value: number;
  readonly of: "int" | "float" | "complex";
}
export interface StringNode extends At {
  readonly type: "string";
  readonly value: string;
  readonly of: "str" | "bytes";
}
/** An f-string: texts and interpolations in order. */
export interface FormatNode extends At {
  readonly type: "format";
  readonly parts: readonly (string | InterpolationNode)[];
  /** True for a PEP 750 t-string, whose value is no string. */
  readonly template: boolean;
}
export interface InterpolationNode extends At {
  readonly type: "interpolation";
  readonly expression: Expression;
  readonly conversion: "" | "r" | "s" | "a";
  readonly spec: FormatNode | null;
  /** The source text before `=`, for `f"{x=}"`. */
  readonly echo: string | null;
}
export interface SequenceNode extends At {
  readonly type: "list" | "tuple" | "set";
  readonly items: readonly Expression[];
}
export interface DictNode extends At {
  readonly type: "dict";
  /** A null key is `**value`. */
  readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
}
export interface StarNode extends At {
  readonly type: "star";
  readonly value: Expression;
}
export interface UnaryNode extends At {
  readonly type: "unary";
  readonly operator: "not" | "-" | "+" | "~";
  readonly operand: Expression;
}
export interface BinaryNode extends At {
  readonly type: "binary";
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface BooleanNode extends At {
  readonly type: "boolean";
  readonly operator: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
}
export interface CompareNode extends At {
  readonly type: "compare";
  readonly left: Expression;
  readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
}
export interface ConditionalNode extends At {
  readonly type: "conditional";
  readonly test: Expression;
  readonly yes: Expression;
  readonly otherwise: Expression;
}
export interface AttributeNode extends At {
  readonly type: "attribute";
  readonly object: Expression;
  readonly name: string;
}
export interface SubscriptNode extends At {
  readonly type: "subscript";
  readonly object: Expression;
  readonly index: Expression;
}
export interface SliceNode extends At {
  readonly type: "slice";
  readonly lower: Expression | null;
  readonly upper: Expression | null;
  readonly step: Expression | null;
}
export interface Argument {
  /** "" positional, "*" and "**" unpackings, otherwise the keyword. */
  readonly name: string;
  readonly value: Expression;
}
export interface CallNode extends At {
  readonly type: "call";
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
}
export interface Comprehension {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}
export interface ComprehensionNode extends At {
  readonly type: "comprehension";
  readonly of: "list" | "set" | "dict" | "generator";
  /** The element, or the key of a dict comprehension. */
  readonly element: Expression;
  readonly value: Expression | null;
  readonly clauses: readonly Comprehension[];
}
export interface Parameter {
  readonly name: string;
  readonly kind: "positional" | "normal" | "*" | "keyword" | "**";
  readonly default: Expression | null;
}
export interface LambdaNode extends At {
  readonly type: "lambda";
  parameters(): readonly Parameter[];
  readonly body: Expression;
}
export interface WalrusNode extends At {
  readonly type: "walrus";
  readonly name: string;
  readonly value: Expression;
}
export interface YieldNode extends At {
  readonly type: "yield";
  readonly from: boolean;
  readonly value: Expression | null;
}
export interface AwaitNode extends At {
  readonly type: "await";
  readonly value: Expression;
}
/** Source that is no expression. */
export interface BadNode extends At {
  readonly type: "bad";
}

export type Expression =
  | NameNode
  | ConstantNode
  | NumberNode
  | StringNode
  | FormatNode
  | SequenceNode
  | DictNode
  | StarNode
  | UnaryNode
  | BinaryNode
  | BooleanNode
  | CompareNode
  | ConditionalNode
  | AttributeNode
  | SubscriptNode
  | SliceNode
  | CallNode
  | ComprehensionNode
  | LambdaNode
  | WalrusNode
  | YieldNode
  | AwaitNode
  | BadNode;
