import { fileURLToPath } from 'node:url';
import { type FunctionSignature, functionSignatures } from './functions.ts';
import type { ElPlace } from './places.ts';

/** An argument that the function takes, so that it is called where it is known. */
function argument(
  { name: functionName, parameters }: FunctionSignature,
  index: number,
  inEvent: boolean,
): string {
  const parameter = parameters[index];
  if (/(?:data|table|database)In/.test(functionName) && index === 0) return "'in'";
  if (/(?:data|table|database)Out/.test(functionName) && index === 0) return "'out'";
  if (parameter?.range === 'date') return "'2026-01-01T00:00Z'";
  if (parameter?.range === 'unit') return "'DAY'";
  if (parameter?.range === 'time-zone') return "'UTC'";
  if (parameter?.name === 'format') return "'yyyy'";
  if (/coord:endOf/.test(functionName)) return inEvent ? '-1' : '1';
  if (parameter?.kind === 'map') return '{}';
  if (parameter?.kind === 'int') return parameter.range === 'not-positive' ? '0' : '1';
  return "'known'";
}

/** A function called with so many arguments. */
export function callOf(signature: FunctionSignature, count: number, place: ElPlace): string {
  const inEvent = place.startsWith('event');
  const args = Array.from({ length: count }, (_, index) => argument(signature, index, inEvent));
  return `\${${signature.name}(${args.join(', ')})}`;
}

/** What Oozie says to a call of a function somewhere, and what we say. */
export interface ElVerdict {
  readonly name: string;
  readonly arguments: number;
  readonly place: ElPlace;
  readonly accepted: boolean;
  readonly ours: boolean;
}

/** Where the table of verdicts is kept. */
export const elFunctionsPage = fileURLToPath(new URL('../../../../docs/el-functions.md', import.meta.url));

/** The places as columns of the table: where they are and what Oozie was asked by. */
export const askedPlaces = [
  'workflow node',
  'workflow sla',
  'coordinator name',
  'coordinator frequency',
  'coordinator attribute',
  'coordinator timeout',
  'dataset initial-instance',
  'event dataset',
  'event instance',
  'event range',
  'action property name',
  'action property value',
  'action sla',
  'bundle',
] as const satisfies readonly ElPlace[];

const introduction = `# Functions in expressions, by place

What Oozie 5.2.1 says to each function where it stands, with each number of arguments, and what Howdah says. Both were asked for every cell: \`+/+\` where both take the call (Oozie's verdict first), \`−/−\` where both refuse it, empty where it was not asked, because no number of arguments is taken there. Some functions are known and yet fail where there is no Hive, no Hadoop job or no action; Oozie's verdict is \`−\` then, and Howdah's \`+\`.

Written by a test that asks a real Oozie: \`HOWDAH_WRITE_EL_FUNCTIONS=1 npm run test:contract -- el.contract\`.
`;

export function printElFunctions(verdicts: readonly ElVerdict[]): string {
  const cells = new Map(
    verdicts.map((verdict) => [keyOf(verdict), `${sign(verdict.accepted)}/${sign(verdict.ours)}`]),
  );
  const rows = [...functionSignatures.values()].flatMap(({ name, parameters }) =>
    Array.from({ length: parameters.length + 2 }, (_, count) => {
      const columns = askedPlaces.map((place) => cells.get(keyOf({ name, arguments: count, place })) ?? '');
      return columns.every((cell) => cell === '')
        ? []
        : [`| ${[`\`${name}\``, count, ...columns].join(' | ')} |`];
    }).flat(),
  );
  return [
    introduction,
    `| function | arguments | ${askedPlaces.join(' | ')} |`,
    `| --- | --: |${' :-: |'.repeat(askedPlaces.length)}`,
    ...rows,
    '',
  ].join('\n');
}

function keyOf(verdict: Pick<ElVerdict, 'name' | 'arguments' | 'place'>): string {
  return `${verdict.name} ${verdict.arguments} ${verdict.place}`;
}

function sign(accepted: boolean): string {
  return accepted ? '+' : '−';
}
