/** What Java takes for an argument: `int` is a whole number of 32 bits, `any` is left as it is. */
export type ArgumentKind = 'text' | 'int' | 'any' | 'map';

export type ArgumentRange = 'positive' | 'not-positive' | 'not-negative' | 'date' | 'unit' | 'time-zone';

/** What a function gives. */
export type ResultKind = 'text' | 'number' | 'boolean' | 'map' | 'any';

export interface FunctionParameter {
  readonly name: string;
  readonly kind: ArgumentKind;
  /** Beside these numbers or texts the function fails. */
  readonly range?: ArgumentRange;
}

/** A function of Oozie's expressions. */
export interface FunctionSignature {
  /** With its prefix: `coord:current`. */
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  readonly result: ResultKind;
  /** What it gives, for a person who writes an expression. */
  readonly does: string;
}

/** Every function that a server without extensions knows in any phase. */
export const functionSignatures: ReadonlyMap<string, FunctionSignature> = byName([
  define('firstNotNull', [any('first'), any('second')], 'any', 'the first of two values that is there'),
  define('concat', [text('first'), text('second')], 'text', 'both texts, one behind the other'),
  define(
    'replaceAll',
    [text('text'), text('pattern'), text('replacement')],
    'text',
    'the text with all that a Java regular expression finds replaced',
  ),
  define(
    'appendAll',
    [text('text'), text('addition'), text('delimiter')],
    'text',
    'the text with something added to each part between delimiters',
  ),
  define('trim', [text('text')], 'text', 'the text without blanks at both ends'),
  define('timestamp', [], 'text', 'the time now, as 2026-03-29T02:30Z'),
  define('urlEncode', [text('text')], 'text', 'the text as a form in a URL has it'),
  define('toJsonStr', [map('map')], 'text', 'a map as JSON, escaped for XML'),
  define('toPropertiesStr', [map('map')], 'text', 'a map as a properties file, escaped for XML'),
  define('toConfigurationStr', [map('map')], 'text', 'a map as a configuration document, escaped for XML'),
  define('wf:id', [], 'text', "the workflow's id"),
  define('wf:name', [], 'text', "the workflow's name"),
  define('wf:appPath', [], 'text', "where the workflow's definition lies"),
  define('wf:conf', [text('property')], 'text', 'a property of the workflow'),
  define('wf:user', [], 'text', 'who submitted the workflow'),
  define('wf:group', [], 'text', "the workflow's group or access list"),
  define(
    'wf:callback',
    [text('status')],
    'text',
    'the address at which the current action reports its status',
  ),
  define('wf:transition', [text('node')], 'text', 'the node to which a node went'),
  define('wf:lastErrorNode', [], 'text', 'the action that failed last'),
  define('wf:errorCode', [text('node')], 'text', 'the error code of an action'),
  define('wf:errorMessage', [text('node')], 'text', 'the error message of an action'),
  define('wf:run', [], 'number', 'the number of the run, counted by reruns'),
  define('wf:actionData', [text('node')], 'map', 'what an action wrote as its output'),
  define('wf:actionExternalId', [text('node')], 'text', 'the id of an action outside Oozie'),
  define('wf:actionTrackerUri', [text('node')], 'text', 'where an action is tracked'),
  define('wf:actionExternalStatus', [text('node')], 'text', 'the status of an action outside Oozie'),
  define('hadoop:counters', [text('node')], 'map', 'the counters of a Hadoop job'),
  define('hadoop:conf', [text('host'), text('property')], 'text', 'a property of a Hadoop cluster'),
  define('fs:exists', [text('path')], 'boolean', 'whether a path is there'),
  define('fs:isDir', [text('path')], 'boolean', 'whether a path is a folder'),
  define('fs:dirSize', [text('path')], 'number', 'how many bytes the files of a folder have'),
  define('fs:fileSize', [text('path')], 'number', 'how many bytes a file has'),
  define('fs:blockSize', [text('path')], 'number', 'the block size of a file'),
  define('hcat:exists', [text('uri')], 'boolean', 'whether a table or partition is there'),
  define('bundle:conf', [text('property')], 'text', 'a property of the bundle'),
  define('coord:conf', [text('property')], 'text', 'a property of the coordinator'),
  define('coord:user', [], 'text', 'who submitted the coordinator'),
  define('coord:minutes', [int('n', 'positive')], 'number', 'every n minutes'),
  define('coord:hours', [int('n', 'positive')], 'number', 'every n hours'),
  define('coord:days', [int('n', 'positive')], 'number', 'every n days, by the calendar of the time zone'),
  define(
    'coord:months',
    [int('n', 'positive')],
    'number',
    'every n months, by the calendar of the time zone',
  ),
  define('coord:endOfDays', [int('n')], 'number', "every n days, at the day's end"),
  define('coord:endOfWeeks', [int('n')], 'number', "every n weeks, at the week's end"),
  define('coord:endOfMonths', [int('n')], 'number', "every n months, at the month's end"),
  define(
    'coord:current',
    [int('n')],
    'text',
    "the dataset's instance n steps from the action's nominal time",
  ),
  define(
    'coord:currentRange',
    [int('start'), int('end')],
    'text',
    "the dataset's instances from start to end steps from the nominal time",
  ),
  define(
    'coord:offset',
    [int('n'), text('unit', 'unit')],
    'text',
    "the dataset's instance at or before so many units from the nominal time",
  ),
  define('coord:latest', [int('n', 'not-positive')], 'text', 'the n-th latest instance that is there'),
  define(
    'coord:latestRange',
    [int('start', 'not-positive'), int('end', 'not-positive')],
    'text',
    'the latest instances that are there',
  ),
  define(
    'coord:future',
    [int('n', 'not-negative'), int('limit', 'positive')],
    'text',
    'the n-th instance from the nominal time on that is there',
  ),
  define(
    'coord:futureRange',
    [int('start', 'not-negative'), int('end', 'not-negative'), int('limit', 'positive')],
    'text',
    'the instances from the nominal time on that are there',
  ),
  define('coord:absolute', [text('date', 'date')], 'text', 'the instance of that time'),
  define(
    'coord:absoluteRange',
    [text('start', 'date'), int('end')],
    'text',
    'the instances from a time to so many steps from the nominal time',
  ),
  define('coord:hoursInDay', [int('n')], 'number', 'how many hours the day of an instance has: 23, 24 or 25'),
  define('coord:daysInMonth', [int('n')], 'number', 'how many days the month of an instance has'),
  define(
    'coord:tzOffset',
    [],
    'number',
    "by how many minutes the dataset's time zone is ahead of the coordinator's",
  ),
  define('coord:dataIn', [text('name')], 'text', 'the URIs of a data-in, separated by commas'),
  define('coord:dataOut', [text('name')], 'text', 'the URIs of a data-out, separated by commas'),
  define('coord:nominalTime', [], 'text', 'the time for which the action was made'),
  define('coord:actualTime', [], 'text', 'the time at which the action was made'),
  define('coord:actionId', [], 'text', "the action's id"),
  define('coord:name', [], 'text', "the coordinator's name"),
  define(
    'coord:dateOffset',
    [text('date', 'date'), int('offset'), text('unit', 'unit')],
    'text',
    'a time moved by so many units',
  ),
  define(
    'coord:dateTzOffset',
    [text('date', 'date'), text('zone', 'time-zone')],
    'text',
    'a time as clocks of a time zone show it',
  ),
  define(
    'coord:formatTime',
    [text('date', 'date'), text('format')],
    'text',
    "a time in a format of Java's SimpleDateFormat",
  ),
  define(
    'coord:epochTime',
    [text('date', 'date'), text('millis')],
    'text',
    'a time as seconds since 1970, or milliseconds',
  ),
  define('coord:databaseIn', [text('name')], 'text', 'the database of a data-in'),
  define('coord:databaseOut', [text('name')], 'text', 'the database of a data-out'),
  define('coord:tableIn', [text('name')], 'text', 'the table of a data-in'),
  define('coord:tableOut', [text('name')], 'text', 'the table of a data-out'),
  define(
    'coord:dataInPartitionFilter',
    [text('name'), text('type')],
    'text',
    'a filter for the partitions of a data-in',
  ),
  define(
    'coord:dataInPartitionMin',
    [text('name'), text('partition')],
    'text',
    'the least value of a partition key of a data-in',
  ),
  define(
    'coord:dataInPartitionMax',
    [text('name'), text('partition')],
    'text',
    'the greatest value of a partition key of a data-in',
  ),
  define('coord:dataInPartitions', [text('name'), text('type')], 'text', 'the partitions of a data-in'),
  define('coord:dataOutPartitions', [text('name')], 'text', 'the partition of a data-out'),
  define(
    'coord:dataOutPartitionValue',
    [text('name'), text('partition')],
    'text',
    'the value of a partition key of a data-out',
  ),
]);

function byName(signatures: readonly FunctionSignature[]): ReadonlyMap<string, FunctionSignature> {
  return new Map(signatures.map((signature) => [signature.name, signature]));
}

function define(
  name: string,
  parameters: readonly FunctionParameter[],
  result: ResultKind,
  does: string,
): FunctionSignature {
  return { name, parameters, result, does };
}

function parameter(kind: ArgumentKind, name: string, range?: ArgumentRange): FunctionParameter {
  return { name, kind, ...(range && { range }) };
}

function text(name: string, range?: ArgumentRange): FunctionParameter {
  return parameter('text', name, range);
}

function int(name: string, range?: ArgumentRange): FunctionParameter {
  return parameter('int', name, range);
}

function any(name: string): FunctionParameter {
  return parameter('any', name);
}

function map(name: string): FunctionParameter {
  return parameter('map', name);
}
