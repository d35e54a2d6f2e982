import { timeZone } from '../time/time-zone.ts';
import type { ArgumentRange, FunctionParameter } from './functions.ts';
import { functionSignatures } from './functions.ts';
import type { ElDiagnostic, ElNode } from './syntax.ts';

/** Reports arguments that no run can take: a text for a number, 1 for a number that may not be positive. */
export function checkArguments(
  functionName: string,
  parameters: readonly FunctionParameter[],
  args: readonly ElNode[],
): readonly ElDiagnostic[] {
  return parameters.flatMap((parameter, index) => {
    const node = args[index];
    if (node === undefined) return [];
    const what = `${functionName}'s ${parameter.name}`;
    const kind = kindMismatch(parameter, node);
    if (kind !== undefined) return [diagnosticAt(node, 'el-argument-type', `${what} ${kind}`)];
    const range = parameter.range && rangeMismatch(parameter.range, node);
    return range === undefined ? [] : [diagnosticAt(node, 'el-argument-range', `${what} ${range}`)];
  });
}

function diagnosticAt(node: ElNode, code: ElDiagnostic['code'], message: string): ElDiagnostic {
  return { code, severity: 'error', message, start: node.start, end: node.end };
}

function kindMismatch({ kind }: FunctionParameter, node: ElNode): string | undefined {
  const given = kindOf(node);
  if (kind === 'int') {
    if (node.kind === 'string' && node.value !== '' && !isInt(node.value)) {
      return `is a whole number; '${node.value}' is none.`;
    }
    if (given === 'boolean' || given === 'map' || given === 'list') return `is a number, not a ${given}.`;
  }
  if (kind === 'map' && given !== undefined && given !== 'map') {
    return `is a map, such as wf:actionData gives, not a ${given}.`;
  }
  return undefined;
}

type GivenKind = 'text' | 'number' | 'boolean' | 'map' | 'list';

/** What kind of value an expression has whatever its variables are; undefined when that depends. */
function kindOf(node: ElNode): GivenKind | undefined {
  switch (node.kind) {
    case 'string':
      return 'text';
    case 'integer':
    case 'float':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'map':
      return 'map';
    case 'list':
      return 'list';
    case 'group':
      return kindOf(node.inner);
    case 'unary':
      return node.operator === '-' ? 'number' : 'boolean';
    case 'function': {
      const name = node.prefix === '' ? node.name : `${node.prefix}:${node.name}`;
      const result = functionSignatures.get(name)?.result;
      // A text may be one that Java reads as a number.
      return result === 'any' || result === 'text' ? undefined : result;
    }
    default:
      return undefined;
  }
}

function rangeMismatch(range: ArgumentRange, node: ElNode): string | undefined {
  switch (range) {
    case 'positive':
    case 'not-positive':
    case 'not-negative': {
      const value = intOf(node);
      if (value === undefined) return undefined;
      if (range === 'positive') return value > 0 ? undefined : `must be greater than 0.`;
      if (range === 'not-positive') return value <= 0 ? undefined : `must be 0 or less.`;
      return value >= 0 ? undefined : `must be 0 or more.`;
    }
    case 'date':
      if (node.kind !== 'string' || /^\s*\d+-\d+-\d+T\d+:\d+(?:Z|[+-]\d{4})\s*$/.test(node.value))
        return undefined;
      return `is a time such as 2026-03-29T02:30Z; '${node.value}' is none.`;
    case 'unit':
      if (node.kind !== 'string' || units.has(node.value)) return undefined;
      return `is one of ${[...units].slice(0, 6).join(', ')}; '${node.value}' is not.`;
    case 'time-zone':
      if (node.kind !== 'string' || timeZone(node.value) !== undefined) return undefined;
      return `is a time zone such as Europe/Berlin; '${node.value}' is none.`;
  }
}

/** @see org.apache.oozie.coord.TimeUnit */
const units: ReadonlySet<string> = new Set(
  'MINUTE HOUR DAY WEEK MONTH YEAR END_OF_DAY END_OF_WEEK END_OF_MONTH'.split(' '),
);

function isInt(text: string): boolean {
  return /^[+-]?\d{1,10}$/.test(text) && Number(text) === (Number(text) | 0);
}

function intOf(node: ElNode): number | undefined {
  if (node.kind === 'integer') return Number(node.image);
  if (node.kind === 'string') return isInt(node.value) ? Number(node.value) : undefined;
  if (node.kind === 'group') return intOf(node.inner);
  if (node.kind !== 'unary' || node.operator !== '-') return undefined;
  const value = intOf(node.operand);
  return value === undefined ? undefined : -value;
}
