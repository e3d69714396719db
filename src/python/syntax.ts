/**
 * Syntax of Python as plain objects. `start` is an offset into the source. Bodies of functions and
 * classes are `Suite`s that are parsed when first asked for, since most of them never are.
 */
interface At {
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
  readonly then: Expression;
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

/** A block whose statements are parsed when `statements()` is first called. */
export interface Suite {
  readonly start: number;
  readonly end: number;
  statements(): readonly Statement[];
}

export interface ExpressionStatement extends At {
  readonly type: "expression";
  readonly value: Expression;
}
export interface AssignStatement extends At {
  readonly type: "assign";
  readonly targets: readonly Expression[];
  /** Null for a bare annotation. */
  readonly value: Expression | null;
  readonly annotation: Expression | null;
}
export interface AugmentStatement extends At {
  readonly type: "augment";
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression;
}
export interface ImportStatement extends At {
  readonly type: "import";
  readonly names: readonly { readonly module: string; readonly alias: string | null }[];
}
export interface FromStatement extends At {
  readonly type: "from";
  readonly level: number;
  readonly module: string;
  /** Null for a star. */
  readonly names: readonly { readonly name: string; readonly alias: string }[] | null;
}
export interface IfStatement extends At {
  readonly type: "if";
  readonly test: Expression;
  readonly body: Suite;
  readonly otherwise: Suite | null;
}
export interface ForStatement extends At {
  readonly type: "for";
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: Suite;
  readonly otherwise: Suite | null;
}
export interface WhileStatement extends At {
  readonly type: "while";
  readonly test: Expression;
  readonly body: Suite;
  readonly otherwise: Suite | null;
}
export interface Handler {
  readonly exception: Expression | null;
  readonly alias: string | null;
  readonly body: Suite;
}
export interface TryStatement extends At {
  readonly type: "try";
  readonly body: Suite;
  readonly handlers: readonly Handler[];
  readonly otherwise: Suite | null;
  readonly finally: Suite | null;
}
export interface WithStatement extends At {
  readonly type: "with";
  readonly items: readonly { readonly context: Expression; readonly target: Expression | null }[];
  readonly body: Suite;
}
export interface FunctionNode extends At {
  readonly type: "function";
  readonly name: string;
  parameters(): readonly Parameter[];
  readonly decorators: readonly Expression[];
  readonly body: Suite;
  readonly isAsync: boolean;
}
export interface ClassNode extends At {
  readonly type: "class";
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly decorators: readonly Expression[];
  readonly body: Suite;
}
export interface ReturnStatement extends At {
  readonly type: "return";
  readonly value: Expression | null;
}
export interface RaiseStatement extends At {
  readonly type: "raise";
  readonly value: Expression | null;
}
export interface DeleteStatement extends At {
  readonly type: "delete";
  readonly targets: readonly Expression[];
}
export interface ScopeStatement extends At {
  readonly type: "global" | "nonlocal";
  readonly names: readonly string[];
}
export interface AssertStatement extends At {
  readonly type: "assert";
  readonly test: Expression;
}
export interface FlowStatement extends At {
  readonly type: "break" | "continue" | "pass";
}
export type Pattern =
  | { readonly type: "wildcard" }
  | { readonly type: "capture"; readonly name: string }
  | { readonly type: "value"; readonly value: Expression }
  | { readonly type: "sequence"; readonly items: readonly Pattern[] }
  | { readonly type: "rest"; readonly name: string }
  | { readonly type: "or"; readonly options: readonly Pattern[] }
  | { readonly type: "as"; readonly pattern: Pattern; readonly name: string }
  | {
      readonly type: "mapping";
      readonly entries: readonly { readonly key: Expression; readonly pattern: Pattern }[];
      readonly rest: string | null;
    }
  | {
      readonly type: "class";
      readonly callee: Expression;
      readonly items: readonly Pattern[];
      readonly keywords: readonly { readonly name: string; readonly pattern: Pattern }[];
    };
export interface MatchStatement extends At {
  readonly type: "match";
  readonly subject: Expression;
  readonly cases: readonly {
    readonly pattern: Pattern;
    readonly guard: Expression | null;
    readonly body: Suite;
  }[];
}
/** A line that is no statement; reading goes on after it. */
export interface BadStatement extends At {
  readonly type: "bad";
}

export type Statement =
  | ExpressionStatement
  | AssignStatement
  | AugmentStatement
  | ImportStatement
  | FromStatement
  | IfStatement
  | ForStatement
  | WhileStatement
  | TryStatement
  | WithStatement
  | FunctionNode
  | ClassNode
  | ReturnStatement
  | RaiseStatement
  | DeleteStatement
  | ScopeStatement
  | AssertStatement
  | FlowStatement
  | MatchStatement
  | BadStatement;
