import type { Argument, At, Expression, Parameter } from "./expressions.js";

/**
 * Syntax of Python as plain objects. Bodies of functions and classes are `Suite`s that are parsed
 * when first asked for, since most of them never are.
 */
export type * from "./expressions.js";

/** Statements to be executed one after the other. */
export interface Block {
  statements(): readonly Statement[];
}

/** A block of source whose statements are parsed when `statements()` is first called. */
export interface Suite extends Block {
  readonly start: number;
  readonly end: number;
  /** Whether the statements have been asked for. */
  isOpen(): boolean;
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
