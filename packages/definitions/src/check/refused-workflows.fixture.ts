/** A workflow that Oozie refuses, and how. */
export interface RefusedWorkflow {
  /** What is wrong with it. */
  readonly title: string;
  readonly xml: string;
  readonly properties?: Readonly<Record<string, string>>;
  readonly code: string;
  readonly oozieCode: string;
  /** The text that the diagnostic points at. */
  readonly at: string;
  /** Who refuses it; without, a dry run and a submit. How clients send a job hides what `validation` shows. */
  readonly by?: 'submit only' | 'validation';
}

/** A workflow around nodes that come before its kill and end. */
export function workflowOf(body: string, version = '1.0', name = 'refused'): string {
  return `<workflow-app name="${name}" xmlns="uri:oozie:workflow:${version}">${body}<kill name="fail"><message>no</message></kill><end name="end"/></workflow-app>`;
}

const start = '<start to="a"/>';

export function action(name: string, ok: string, error = 'fail', work = '<fs/>'): string {
  return `<action name="${name}">${work}<ok to="${ok}"/><error to="${error}"/></action>`;
}

function fork(name: string, ...paths: string[]): string {
  return `<fork name="${name}">${paths.map((path) => `<path start="${path}"/>`).join('')}</fork>`;
}

function sla(fields: string, version = '0.2'): string {
  return `<workflow-app name="refused" xmlns="uri:oozie:workflow:1.0"><start to="end"/><end name="end"/><info xmlns="uri:oozie:sla:${version}">${fields}</info></workflow-app>`;
}

const oldSla = (more: string) =>
  `<app-name>a</app-name><nominal-time>2026-01-01T00:00Z</nominal-time><should-start>1</should-start><should-end>2</should-end><alert-contact>a</alert-contact><dev-contact>a</dev-contact><qa-contact>a</qa-contact><se-contact>a</se-contact>${more}`;

const shell = '<shell xmlns="uri:oozie:shell-action:1.0"><exec>ls</exec></shell>';
const launched = (memory: string) =>
  `<shell xmlns="uri:oozie:shell-action:1.0"><resource-manager>rm</resource-manager><name-node>nn</name-node><launcher><memory.mb>${memory}</memory.mb></launcher><exec>ls</exec></shell>`;

/** One workflow for each thing that Oozie refuses beyond the schema. */
export const refusedWorkflows: readonly RefusedWorkflow[] = [
  {
    title: 'a transition to a node that is not there',
    xml: workflowOf(start + action('a', 'edn')),
    code: 'undefined-transition',
    oozieCode: 'E0708',
    at: 'edn',
  },
  {
    title: 'a node that leads to itself',
    xml: workflowOf(start + action('a', 'a')),
    code: 'transition-to-itself',
    oozieCode: 'E0706',
    at: 'a',
  },
  {
    title: 'nodes that go in a circle',
    xml: workflowOf(start + action('a', 'b') + action('b', 'end', 'a')),
    code: 'circle',
    oozieCode: 'E0707',
    at: 'a',
  },
  {
    title: 'two nodes of one name',
    xml: workflowOf(start + action('a', 'end') + action('a', 'end')),
    code: 'duplicate-node-name',
    oozieCode: 'E0705',
    at: 'a',
  },
  {
    title: 'a name of 129 letters',
    xml: workflowOf(`<start to="${'n'.repeat(129)}"/>${action('n'.repeat(129), 'end')}`),
    code: 'node-name-too-long',
    oozieCode: 'E0724',
    at: 'n'.repeat(129),
  },
  {
    title: 'more forks than joins',
    xml: workflowOf(`<start to="f"/>${fork('f', 'a', 'b')}${action('a', 'end')}${action('b', 'fail')}`),
    code: 'unpaired-fork-join',
    oozieCode: 'E0730',
    at: 'end',
  },
  {
    title: 'a path of a fork that leads to the end',
    xml: workflowOf(
      `<start to="f"/>${fork('f', 'a', 'b')}${action('a', 'j')}${action('b', 'end')}<join name="j" to="end"/>`,
    ),
    code: 'end-within-fork',
    oozieCode: 'E0737',
    at: 'end',
  },
  {
    title: 'a fork with two paths to one node',
    xml: workflowOf(`<start to="f"/>${fork('f', 'a', 'a')}${action('a', 'j')}<join name="j" to="end"/>`),
    code: 'fork-path-twice',
    oozieCode: 'E0744',
    at: 'a',
  },
  {
    title: 'a join outside of a fork',
    xml: workflowOf(
      `<start to="d"/><decision name="d"><switch><case to="j">true</case><default to="f"/></switch></decision>${fork('f', 'a', 'b')}${action('a', 'j')}${action('b', 'j')}<join name="j" to="end"/>`,
    ),
    code: 'join-without-fork',
    oozieCode: 'E0742',
    at: 'j',
  },
  {
    title: 'a node on two paths of a fork',
    xml: workflowOf(
      `<start to="f"/>${fork('f', 'a', 'b')}${action('a', 'c')}${action('b', 'c')}${action('c', 'j')}<join name="j" to="end"/>`,
    ),
    code: 'node-on-two-paths',
    oozieCode: 'E0743',
    at: 'c',
  },
  {
    title: 'a fork whose paths come to several joins',
    xml: workflowOf(
      `<start to="f"/>${fork('f', 'a', 'g')}${action('a', 'j')}${fork('g', 'b', 'c')}${action('b', 'k')}${action('c', 'j')}<join name="j" to="end"/><join name="k" to="j"/>`,
    ),
    code: 'join-of-two-forks',
    oozieCode: 'E0758',
    at: 'j',
  },
  {
    title: 'a fork inside of another that leads to two joins',
    xml: workflowOf(
      `<start to="f"/>${fork('f', 'g', 'd')}${fork('g', 'a', 'b')}${action('a', 'j')}${action('b', 'k')}${action('d', 'fail')}<join name="j" to="k"/><join name="k" to="end"/>`,
    ),
    code: 'fork-with-several-joins',
    oozieCode: 'E0757',
    at: 'g',
  },
  {
    title: 'a fork whose paths all fail',
    xml: workflowOf(
      `<start to="d"/><decision name="d"><switch><case to="f">true</case><default to="g"/></switch></decision>${fork('f', 'a', 'b')}${action('a', 'fail')}${action('b', 'fail')}${fork('g', 'j', 'k')}<join name="j" to="end"/><join name="k" to="end"/>`,
    ),
    code: 'fork-without-join',
    oozieCode: 'E0733',
    at: 'f',
  },
  {
    title: 'a parameter that the job does not give',
    xml: workflowOf(
      `<parameters><property><name>queue</name></property></parameters>${start}${action('a', 'end')}`,
    ),
    properties: { other: 'x' },
    code: 'missing-parameter',
    oozieCode: 'E0738',
    at: 'queue',
  },
  {
    title: 'a parameter without a name',
    xml: workflowOf(
      `<parameters><property><name> </name><value>x</value></property></parameters>${start}${action('a', 'end')}`,
    ),
    code: 'parameter-without-name',
    oozieCode: 'E0739',
    at: ' ',
  },
  {
    title: 'a parameter named like a constant',
    xml: workflowOf(
      `<parameters><property><name>MB</name><value>1</value></property></parameters>${start}${action('a', 'end')}`,
    ),
    code: 'reserved-property',
    oozieCode: 'E0803',
    at: 'MB',
  },
  {
    title: 'an action without the servers that it runs on',
    xml: workflowOf(start + action('a', 'end', 'fail', shell)),
    code: 'missing-server',
    oozieCode: 'E0701',
    at: 'shell',
  },
  {
    title: 'an action without a resource manager',
    xml: workflowOf(`<global><name-node>nn</name-node></global>${start}${action('a', 'end', 'fail', shell)}`),
    code: 'missing-server',
    oozieCode: 'E0701',
    at: 'shell',
  },
  {
    title: 'an action of a type that Oozie has forgotten',
    xml: workflowOf(
      start + action('a', 'end', 'fail', '<http><http-url>u</http-url><wait/><capture-output/></http>'),
      '0.1',
    ),
    code: 'unknown-action-type',
    oozieCode: 'E0723',
    at: 'http',
  },
  {
    title: 'an SLA where the work of an action should be',
    xml: workflowOf(
      start +
        action(
          'a',
          'end',
          'fail',
          '<info xmlns="uri:oozie:sla:0.2"><nominal-time>x</nominal-time><should-end>1</should-end></info>',
        ),
    ),
    code: 'action-without-work',
    oozieCode: 'E0803',
    at: 'info',
  },
  {
    title: 'a launcher’s memory with blanks around',
    xml: workflowOf(start + action('a', 'end', 'fail', launched(' 512 '))),
    code: 'launcher-number',
    oozieCode: 'E0803',
    at: '512',
  },
  {
    title: 'a launcher’s memory beyond what Java counts',
    xml: workflowOf(start + action('a', 'end', 'fail', launched('2147483648'))),
    code: 'launcher-number',
    oozieCode: 'E0803',
    at: '2147483648',
  },
  {
    title: 'a global launcher’s memory beyond what Java counts',
    xml: workflowOf(
      `<global><launcher><memory.mb>4294967295</memory.mb></launcher></global>${start}${action('a', 'end')}`,
    ),
    code: 'launcher-number',
    oozieCode: 'E0803',
    at: '4294967295',
  },
  {
    title: 'an empty name',
    xml: workflowOf(start + action('a', 'end'), '1.0', ''),
    code: 'workflow-without-name',
    oozieCode: 'E0803',
    at: '',
  },
  {
    title: 'a function in its name that Oozie has not',
    xml: workflowOf(start + action('a', 'end'), '1.0', '${nothing()}'),
    code: 'el-unknown-function',
    oozieCode: 'E0803',
    at: 'nothing',
  },
  {
    title: 'a variable in its name that has no value',
    xml: workflowOf(start + action('a', 'end'), '1.0', 'of ${day}'),
    properties: { other: 'x' },
    code: 'el-unknown-variable',
    oozieCode: 'E0803',
    at: 'day',
  },
  {
    title: 'retries of a variable without a value',
    xml: workflowOf(start + action('a', 'end').replace('name="a"', 'name="a" retry-max="${times}"')),
    properties: { other: 'x' },
    code: 'el-unknown-variable',
    oozieCode: 'E0703',
    at: 'times',
  },
  {
    title: 'an SLA with a function that Oozie has not',
    xml: sla('<nominal-time>${nothing()}</nominal-time><should-end>1</should-end>'),
    code: 'el-unknown-function',
    oozieCode: 'E0803',
    at: 'nothing',
  },
  {
    title: 'an old SLA with an alert frequency that is none',
    xml: sla(oldSla('<alert-frequency>DAILY</alert-frequency>'), '0.1'),
    code: 'sla-value',
    oozieCode: 'E0803',
    at: 'DAILY',
  },
  {
    title: 'an old SLA with an alert percentage above a hundred',
    xml: sla(oldSla('<alert-percentage>101</alert-percentage>'), '0.1'),
    code: 'sla-value',
    oozieCode: 'E0803',
    at: '101',
  },
  {
    title: 'an SLA of a time that is none',
    xml: sla('<nominal-time>today</nominal-time><should-end>1</should-end>'),
    code: 'sla-registration',
    oozieCode: 'E0803',
    at: 'today',
    by: 'submit only',
  },
  {
    title: 'an SLA that should end after half a minute',
    xml: sla('<nominal-time>2026-01-01T00:00Z</nominal-time><should-end>0.5</should-end>'),
    code: 'sla-registration',
    oozieCode: 'E0803',
    at: '0.5',
    by: 'submit only',
  },
  {
    title: 'more bytes than Oozie reads',
    xml: workflowOf(`<!-- ${'ü'.repeat(50_000)} -->${start}${action('a', 'end')}`),
    code: 'definition-too-long',
    oozieCode: 'E0736',
    at: 'workflow-app',
  },
  {
    title: 'a DOCTYPE',
    xml: `<!DOCTYPE workflow-app>${workflowOf(start + action('a', 'end'))}`,
    code: 'xml-doctype',
    oozieCode: 'E0700',
    at: '<!DOCTYPE workflow-app>',
  },
  {
    title: 'XML 1.2',
    xml: `<?xml version="1.2"?>${workflowOf(start + action('a', 'end'))}`,
    code: 'xml-version',
    oozieCode: 'E0701',
    at: '<?xml version="1.2"?>',
    by: 'validation',
  },
  {
    title: 'a byte order mark',
    xml: `\ufeff${workflowOf(start + action('a', 'end'))}`,
    code: 'xml-byte-order-mark',
    oozieCode: 'E0701',
    at: '\ufeff',
    by: 'validation',
  },
  {
    title: 'a tag that is not closed',
    xml: workflowOf(`${start}<action name="a">`),
    code: 'xml-unclosed-element',
    oozieCode: 'E0701',
    at: '<action',
  },
  {
    title: 'an element that no schema knows',
    xml: workflowOf(`${start}<acton name="a"/>`),
    code: 'schema-unknown-element',
    oozieCode: 'E0701',
    at: 'acton',
  },
];
