/** A stretch of a text, in UTF-16 code units from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands between `${` and `}`, parsed. */
export type ElNode =
  | StringLiteral
  | IntegerLiteral
  | FloatLiteral
  | BooleanLiteral
  | NullLiteral
  | Identifier
  | FunctionCall
  | Access
  | Unary
  | Operation
  | Choice
  | Group
  | Lambda
  | Collection
  | MapLiteral
  | Assignment
  | Sequence;

export interface StringLiteral extends Span {
  readonly kind: 'string';
  /** Without its quotes and escapes. */
  readonly value: string;
  readonly quote: '"' | "'";
}

export interface IntegerLiteral extends Span {
  readonly kind: 'integer';
  /** As it was written: `007`. */
  readonly image: string;
}

export interface FloatLiteral extends Span {
  readonly kind: 'float';
  /** As it was written: `1.50`. */
  readonly image: string;
}

export interface BooleanLiteral extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullLiteral extends Span {
  readonly kind: 'null';
}

/** A variable or constant: `nameNode`, `KB`. */
export interface Identifier extends Span {
  readonly kind: 'identifier';
  readonly name: string;
}

/** `coord:current(-1)`, `concat(a, b)` */
export interface FunctionCall extends Span {
  readonly kind: 'function';
  /** Before the colon; empty without one. */
  readonly prefix: string;
  readonly name: string;
  /** Where prefix and name stand. */
  readonly nameSpan: Span;
  readonly args: readonly ElNode[];
  /** The further parentheses of `f(1)(2)`, which only a lambda could take. */
  readonly more: readonly (readonly ElNode[])[];
}

/** `base.name`, `base['key']`, `base.method(1)` and longer chains. */
export interface Access extends Span {
  readonly kind: 'access';
  readonly base: ElNode;
  readonly steps: readonly AccessStep[];
}

export interface AccessStep extends Span {
  /** A name behind a dot, or what stands in brackets. */
  readonly property: string | ElNode;
  /** The arguments of a Java method, which Oozie parses but never calls. */
  readonly args?: readonly ElNode[];
}

export type UnaryOperator = '-' | 'not' | 'empty';

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  /** As it was written: `!` or `not`. */
  readonly image: string;
  readonly operand: ElNode;
}

export type BinaryOperator =
  | 'or'
  | 'and'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'gt'
  | 'le'
  | 'ge'
  | '+='
  | '+'
  | '-'
  | '*'
  | 'div'
  | 'mod';

/** A chain of operators that bind equally, from left to right: `a + b - c`. */
export interface Operation extends Span {
  readonly kind: 'operation';
  readonly first: ElNode;
  readonly rest: readonly OperationStep[];
}

export interface OperationStep {
  readonly operator: BinaryOperator;
  /** As it was written: `&&` or `and`. */
  readonly image: string;
  readonly operand: ElNode;
}

/** `condition ? then : otherwise` */
export interface Choice extends Span {
  readonly kind: 'choice';
  readonly condition: ElNode;
  readonly whenTrue: ElNode;
  readonly whenFalse: ElNode;
}

/** `(expression)` */
export interface Group extends Span {
  readonly kind: 'group';
  readonly inner: ElNode;
}

/** `(a, b) -> a + b`, invoked at once when in parentheses with `calls`. */
export interface Lambda extends Span {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  /** Whether the parameters stand in parentheses. */
  readonly parenthesized: boolean;
  readonly body: ElNode;
  /** Undefined for a lambda without parentheses around all of it. */
  readonly calls?: readonly (readonly ElNode[])[];
}

/** `[a, b]` or `{a, b}` */
export interface Collection extends Span {
  readonly kind: 'list' | 'set';
  readonly items: readonly ElNode[];
}

/** `{'a': 1}` */
export interface MapLiteral extends Span {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: ElNode; readonly value: ElNode }[];
}

/** `a = 1`, which Oozie's variables refuse. */
export interface Assignment extends Span {
  readonly kind: 'assignment';
  readonly target: ElNode;
  readonly value: ElNode;
}

/** `a; b`, of which the last counts. */
export interface Sequence extends Span {
  readonly kind: 'sequence';
  readonly first: ElNode;
  readonly last: ElNode;
}

/** A piece of a text. */
export type ElPart = LiteralPart | ExpressionPart;

export interface LiteralPart extends Span {
  readonly kind: 'literal';
  /** What it evaluates to: `\${` gives `${`. */
  readonly value: string;
}

export interface ExpressionPart extends Span {
  readonly kind: 'expression';
  /** `$` or `#`; Oozie evaluates both alike, but not both in one text. */
  readonly sign: '$' | '#';
  /** Undefined where the syntax is wrong. */
  readonly node?: ElNode;
}

/** Something wrong in a text with expressions. Offsets count from the start of that text. */
export interface ElDiagnostic extends Span {
  readonly code: ElDiagnosticCode;
  readonly severity: 'error' | 'warning';
  /** What is wrong, with what, and what to do. */
  readonly message: string;
}

export type ElDiagnosticCode =
  | 'el-syntax'
  | 'el-too-deep'
  | 'el-mixed-signs'
  | 'el-reserved-word'
  | 'el-escaped-character'
  | 'el-unknown-function'
  | 'el-function-of-other-phase'
  | 'el-wrong-arity'
  | 'el-argument-type'
  | 'el-argument-range'
  | 'el-unknown-variable'
  | 'el-not-assignable'
  | 'el-java-method';

/** A text with any number of expressions, as Oozie sees it. */
export interface ElText {
  readonly source: string;
  /** All of it, in order; their sources together are `source`. */
  readonly parts: readonly ElPart[];
  readonly diagnostics: readonly ElDiagnostic[];
}
