import { checkArguments } from './check-arguments.ts';
import { childrenOf } from './children.ts';
import { functionSignatures } from './functions.ts';
import { nearest } from './nearest.ts';
import { parseElText } from './parse.ts';
import { type Phase, phasesWith, vocabularies } from './phases.ts';
import type { Access, Assignment, ElDiagnostic, ElNode, ElText, FunctionCall, Identifier } from './syntax.ts';

/** What is known where a text stands. */
export interface CheckOptions {
  /** The properties and parameters that have a value; without them variables are not checked. */
  readonly names?: ReadonlySet<string>;
  /**
   * How Oozie reads the text: `markup` where it evaluates an element as it is written, so that `<` and `&` can only
   * be `&lt;` and `&amp;`, which no expression takes. Default: `text`.
   */
  readonly form?: 'text' | 'markup';
}

/**
 * What Oozie would refuse in a text when it evaluates it in a phase: syntax, functions and constants that the phase
 * doesn't know, the number and kinds of arguments, variables without a value. Never throws; takes time proportional
 * to the text's length.
 */
export function checkExpression(
  text: string | ElText,
  phase: Phase,
  options: CheckOptions = {},
): readonly ElDiagnostic[] {
  const parsed = typeof text === 'string' ? parseElText(text) : text;
  const found = [...parsed.diagnostics];
  for (const part of parsed.parts) {
    if (part.kind !== 'expression' || part.node === undefined) continue;
    checkNode(part.node, { phase, names: options.names, bound: none, optional: false, found });
    if (options.form === 'markup') checkCharacters(parsed.source, part.start, part.end, found);
  }
  return found.sort((one, other) => one.start - other.start);
}

const none: ReadonlySet<string> = new Set();

interface Checking {
  readonly phase: Phase;
  readonly names: ReadonlySet<string> | undefined;
  /** The parameters of the lambdas around. */
  readonly bound: ReadonlySet<string>;
  readonly optional: boolean;
  readonly found: ElDiagnostic[];
}

function checkNode(node: ElNode, checking: Checking): void {
  if (node.kind === 'function') checkCall(node, checking);
  if (node.kind === 'identifier') checkVariable(node, checking);
  if (node.kind === 'access') {
    checkDottedName(node, checking);
    checkMethods(node, checking.found);
  }
  if (node.kind === 'assignment') checking.found.push(notAssignable(node));
  const within =
    node.kind === 'lambda'
      ? { ...checking, bound: new Set([...checking.bound, ...node.parameters]) }
      : checking;
  for (const child of childrenOf(node)) {
    checkNode(child.node, child.optional && !within.optional ? { ...within, optional: true } : within);
  }
}

function checkCall(call: FunctionCall, { phase, bound, found }: Checking): void {
  const name = call.prefix === '' ? call.name : `${call.prefix}:${call.name}`;
  if (call.prefix === '' && bound.has(call.name)) return;
  const known = vocabularies[phase].functions.get(name);
  const report = (code: ElDiagnostic['code'], message: string) =>
    found.push({ code, severity: 'error', message, ...call.nameSpan });
  if (known === undefined) {
    const elsewhere = phasesWith(name);
    if (elsewhere.length > 0) {
      report(
        'el-function-of-other-phase',
        `${name} has no meaning here (${phase}); Oozie knows it only in ${elsewhere.join(', ')}.`,
      );
    } else {
      const meant = nearest(name, [...functionSignatures.keys()]);
      const hint = meant === undefined ? 'Check its name.' : `Did you mean ${meant}?`;
      report('el-unknown-function', `Oozie has no function ${name}. ${hint}`);
    }
    return;
  }
  const { parameters } = known;
  if (call.args.length !== parameters.length) {
    const wanted = parameters.map((parameter) => parameter.name).join(', ');
    const count = parameters.length === 1 ? '1 argument' : `${parameters.length} arguments`;
    report(
      'el-wrong-arity',
      `${name}(${wanted}) takes ${count}, and has ${call.args.length === 0 ? 'none' : call.args.length} here.`,
    );
    return;
  }
  if (call.more.length > 0) report('el-wrong-arity', `${name} takes one pair of parentheses, not several.`);
  found.push(...checkArguments(name, parameters, call.args));
}

function checkVariable({ name, start, end }: Identifier, checking: Checking): void {
  const { names, bound, phase, optional } = checking;
  if (names === undefined || names.has(name) || bound.has(name)) return;
  if (vocabularies[phase].constants.has(name)) return;
  const constants = [...vocabularies[phase].constants.keys()];
  const meant = nearest(name, [...names, ...constants]);
  const hint = meant === undefined ? `Give the job a property ${name}.` : `Did you mean ${meant}?`;
  checking.found.push({
    code: 'el-unknown-variable',
    severity: optional ? 'warning' : 'error',
    message: `${name} has no value. ${hint}`,
    start,
    end,
  });
}

/** Reports `${a.b}` for a property `a.b`, which the server reads as the property b of a variable a. */
function checkDottedName(node: Access, { names, found, phase }: Checking): void {
  if (node.base.kind !== 'identifier' || names === undefined || names.has(node.base.name)) return;
  let name = node.base.name;
  for (const { property, args } of node.steps) {
    if (typeof property !== 'string' || args !== undefined) break;
    name += `.${property}`;
    if (!names.has(name)) continue;
    const reader =
      phase === 'workflow' ? 'wf:conf' : phase === 'bundle-submit' ? 'bundle:conf' : 'coord:conf';
    found.push({
      code: 'el-unknown-variable',
      severity: 'error',
      message: `A property with dots in its name can't be written so. Write \${${reader}('${name}')}.`,
      start: node.start,
      end: node.end,
    });
    return;
  }
}

function checkMethods({ steps }: Access, found: ElDiagnostic[]): void {
  for (const { args, start, end } of steps) {
    if (args === undefined) continue;
    const message = 'Oozie calls no methods of Java: this gives an empty text or fails. Use a function.';
    found.push({ code: 'el-java-method', severity: 'warning', message, start, end });
  }
}

function notAssignable({ start, end }: Assignment): ElDiagnostic {
  const message = 'Oozie lets no expression assign a variable. Write == where you mean to compare.';
  return { code: 'el-not-assignable', severity: 'error', message, start, end };
}

function checkCharacters(source: string, start: number, end: number, found: ElDiagnostic[]): void {
  const text = source.slice(start, end);
  if (!text.includes('&') && !text.includes('<')) return;
  for (const match of text.matchAll(/&&?|<=?/g)) {
    const word = { '&&': 'and', '<': 'lt', '<=': 'le' }[match[0]];
    found.push({
      code: 'el-escaped-character',
      severity: 'error',
      message: `Oozie evaluates this element as XML, where ${match[0]} is escaped, so that the expression can't be read. Write ${word ?? 'something else'}.`,
      start: start + match.index,
      end: start + match.index + match[0].length,
    });
  }
}
