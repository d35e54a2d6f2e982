import { type FunctionParameter, type FunctionSignature, functionSignatures } from './functions.ts';

/**
 * When Oozie evaluates a text, which decides over its functions and constants: the server's groups of EL.
 * @see org.apache.oozie.service.ELService
 */
export type Phase = (typeof phases)[number];

export const phases = [
  'job-submit',
  'workflow',
  'wf-sla-submit',
  'coord-job-submit-freq',
  'coord-job-submit-nofuncs',
  'coord-job-submit-initial-instance',
  'coord-job-submit-instances',
  'coord-job-submit-data',
  'coord-job-wait-timeout',
  'coord-sla-submit',
  'coord-action-create',
  'coord-action-create-inst',
  'coord-sla-create',
  'coord-action-start',
  'bundle-submit',
] as const;

/** What a function does in one phase. */
export interface PhaseFunction {
  readonly signature: FunctionSignature;
  /**
   * `echo`: it only writes itself down, with any texts as arguments, for a later phase to evaluate; `stub`: it gives
   * a fixed value so that the rest can be checked.
   */
  readonly manner: 'evaluate' | 'echo' | 'stub';
  /** The kinds of argument that the phase takes: all of them texts where nothing is evaluated. */
  readonly parameters: readonly FunctionParameter[];
}

/** The functions and constants of a phase. */
export interface PhaseVocabulary {
  readonly functions: ReadonlyMap<string, PhaseFunction>;
  /** By name: a whole number or a text. */
  readonly constants: ReadonlyMap<string, bigint | string>;
}

const common = 'coord:conf coord:user hadoop:conf';
const dates = 'coord:dateOffset coord:dateTzOffset';
const formats = 'coord:formatTime coord:epochTime';
const measures = 'coord:hoursInDay coord:daysInMonth coord:tzOffset';
const lazy = 'coord:latest coord:latestRange coord:future coord:futureRange';
const steps = 'coord:current coord:currentRange coord:offset';
const anchors = 'coord:absolute coord:endOfMonths coord:endOfWeeks coord:endOfDays';
const frequencies = 'coord:minutes coord:hours coord:days coord:months';
const ends = 'coord:endOfDays coord:endOfWeeks coord:endOfMonths';
const outputs =
  'coord:dataOut coord:databaseOut coord:tableOut coord:dataOutPartitions coord:dataOutPartitionValue';
const inputs =
  'coord:dataIn coord:databaseIn coord:tableIn coord:dataInPartitionFilter coord:dataInPartitionMin coord:dataInPartitionMax coord:dataInPartitions';
const self = 'coord:actionId coord:name';
const times = 'coord:nominalTime coord:actualTime';

const workflowFunctions =
  'firstNotNull concat replaceAll appendAll trim timestamp urlEncode toJsonStr toPropertiesStr toConfigurationStr wf:id wf:name wf:appPath wf:conf wf:user wf:group wf:callback wf:transition wf:lastErrorNode wf:errorCode wf:errorMessage wf:run wf:actionData wf:actionExternalId wf:actionTrackerUri wf:actionExternalStatus hadoop:counters hadoop:conf fs:exists fs:isDir fs:dirSize fs:fileSize fs:blockSize hcat:exists';

const workflowConstants: Readonly<Record<string, bigint | string>> = {
  KB: 1024n,
  MB: 1024n ** 2n,
  GB: 1024n ** 3n,
  TB: 1024n ** 4n,
  PB: 1024n ** 5n,
  RECORDS: 'org.apache.hadoop.mapred.Task$Counter',
  MAP_IN: 'MAP_INPUT_RECORDS',
  MAP_OUT: 'MAP_OUTPUT_RECORDS',
  REDUCE_IN: 'REDUCE_INPUT_RECORDS',
  REDUCE_OUT: 'REDUCE_OUTPUT_RECORDS',
  GROUPS: 'REDUCE_INPUT_GROUPS',
};
const spans = { MINUTES: 1n, HOURS: 60n, DAYS: 1440n };
// They stand for themselves, until an instance is known.
const timeFields = {
  MINUTE: `\${MINUTE}`,
  HOUR: `\${HOUR}`,
  DAY: `\${DAY}`,
  MONTH: `\${MONTH}`,
  YEAR: `\${YEAR}`,
};

/** What each phase knows, on a server without extensions. */
export const vocabularies: Readonly<Record<Phase, PhaseVocabulary>> = {
  'job-submit': vocabulary({}),
  workflow: vocabulary({ evaluate: workflowFunctions }, workflowConstants),
  'wf-sla-submit': vocabulary({}, spans),
  'coord-job-submit-freq': vocabulary({ evaluate: `${frequencies} ${ends} ${common}` }, {}, 'positive'),
  'coord-job-submit-nofuncs': vocabulary({ evaluate: common }, timeFields),
  'coord-job-submit-initial-instance': vocabulary({ evaluate: `${common} ${dates}` }),
  'coord-job-submit-instances': vocabulary({
    evaluate: common,
    echo: `${steps} ${lazy} ${anchors} ${formats} ${dates}`,
    stub: measures,
  }),
  'coord-job-submit-data': vocabulary({
    evaluate: common,
    echo: `${inputs} ${outputs} ${times} ${self} ${dates} ${formats}`,
  }),
  'coord-job-wait-timeout': vocabulary({ evaluate: `${frequencies} hadoop:conf` }),
  'coord-sla-submit': vocabulary(
    {
      evaluate: common,
      echo: `${outputs} coord:actualTime ${self} ${dates} ${formats}`,
      stub: 'coord:nominalTime',
    },
    spans,
  ),
  'coord-action-create': vocabulary({
    evaluate: `${common} ${measures} ${steps} ${self} ${formats} coord:absoluteRange`,
    echo: `${lazy} ${anchors}`,
  }),
  'coord-action-create-inst': vocabulary({
    evaluate: `${common} ${measures} ${formats} ${dates} coord:absoluteRange`,
    echo: `${steps} ${lazy} ${anchors}`,
  }),
  'coord-sla-create': vocabulary(
    { evaluate: `${common} ${outputs} ${times} ${self} ${dates} ${formats}` },
    spans,
  ),
  'coord-action-start': vocabulary({
    evaluate: `${common} ${measures} ${lazy} ${inputs} ${outputs} ${times} ${self} ${dates} ${formats}`,
  }),
  'bundle-submit': vocabulary({ evaluate: 'bundle:conf' }),
};

function vocabulary(
  names: Partial<Record<PhaseFunction['manner'], string>>,
  constants: Readonly<Record<string, bigint | string>> = {},
  endOfRange?: 'positive',
): PhaseVocabulary {
  const functions = new Map<string, PhaseFunction>();
  for (const manner of ['evaluate', 'echo', 'stub'] as const) {
    for (const name of names[manner]?.split(' ') ?? []) {
      const signature = functionSignatures.get(name);
      if (signature === undefined) continue;
      const parameters = signature.parameters.map((parameter): FunctionParameter => {
        if (manner !== 'evaluate') return { ...parameter, kind: 'text' };
        const isEndOf = endOfRange !== undefined && name.startsWith('coord:endOf');
        return isEndOf ? { ...parameter, range: endOfRange } : parameter;
      });
      functions.set(name, { signature, manner, parameters });
    }
  }
  return { functions, constants: new Map(Object.entries(constants)) };
}

/** The phases that know a function, by its name with prefix. */
export function phasesWith(name: string): readonly Phase[] {
  return phases.filter((phase) => vocabularies[phase].functions.has(name));
}
