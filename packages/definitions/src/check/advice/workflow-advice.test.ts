import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDefinition } from '../../definition/edit-definition.ts';
import { parseDefinition, printDefinition } from '../../definition/parse-definition.ts';
import { checkDefinition } from '../check-definition.ts';
import { fixAll } from '../fix-all.ts';
import type { CheckOptions } from '../rule.ts';
import { action, foundOf, property, type WorkflowPiece, workflowOf } from './advice.fixture.ts';

interface Row {
  /** Whom it is about: `a workflow …`. */
  readonly of: string;
  readonly code: string;
  readonly severity: 'warning' | 'info';
  /** What it points at. */
  readonly at: string;
  readonly pieces: readonly WorkflowPiece[];
  readonly options?: CheckOptions;
  /** What the message has to say. */
  readonly says?: string;
  /** Almost the same, of which nothing is to be said. */
  readonly fine: readonly (readonly WorkflowPiece[])[];
  readonly fixed?: boolean;
}

const shell = (content: string) => action('shell', content);
const echo = shell('<exec>echo</exec><capture-output/>');
const deleting = (path: string): WorkflowPiece => ({ action: `<fs><delete path="${path}"/></fs>` });
const configured = (content: string): WorkflowPiece => ({
  action: action('map-reduce', `<configuration>${content}</configuration>`),
});
const withCase = (condition: string): WorkflowPiece => ({ cases: `<case to="end">${condition}</case>` });
const printed = (text: string): WorkflowPiece => ({
  action: shell(`<exec>echo</exec><argument>${text}</argument>`),
});
const usesData = printed(`\${wf:actionData('n0')['day']}`);
const hcat = `<credential name="meta" type="hcat">${property('hcat.metastore.uri', `\${uri}`)}</credential>`;

const rows: readonly Row[] = [
  {
    of: 'a failure that ends in success',
    code: 'error-leads-to-end',
    severity: 'warning',
    at: 'end',
    pieces: [{ error: 'end' }],
    says: 'fail',
    fine: [[{}]],
    fixed: true,
  },
  {
    of: 'an action that goes on as if nothing had happened',
    code: 'same-transitions',
    severity: 'info',
    at: 'n1',
    pieces: [{ error: 'NEXT' }, {}],
    fine: [[{}, {}]],
  },
  {
    of: 'a kill without the error',
    code: 'kill-message-without-error',
    severity: 'info',
    at: 'It failed',
    pieces: [{ message: 'It failed' }],
    fine: [[{ message: `It failed: \${wf:errorCode(wf:lastErrorNode())}` }]],
    fixed: true,
  },
  {
    of: 'a kill that says nothing',
    code: 'empty-kill-message',
    severity: 'warning',
    at: 'message',
    pieces: [{ message: '' }],
    fine: [[{}]],
    fixed: true,
  },
  {
    of: 'a case that is always taken',
    code: 'case-is-constant',
    severity: 'warning',
    at: `\${1 lt 2}`.replace('lt', 'eq'),
    pieces: [withCase(`\${1 eq 2}`)],
    says: 'never true',
    fine: [[withCase(`\${wf:conf('a') eq 'b'}`)], [withCase(`\${a}`)]],
  },
  {
    of: 'a condition outside of its braces',
    code: 'case-outside-expression',
    severity: 'warning',
    at: `\${a} eq 'b'`,
    pieces: [withCase(`\${a} eq 'b'`)],
    fine: [[withCase(`\${a eq 'b'}`)]],
  },
  {
    of: 'a condition without braces',
    code: 'case-without-expression',
    severity: 'warning',
    at: `a eq 'b'`,
    pieces: [withCase(`a eq 'b'`)],
    fine: [[withCase(`\${a eq 'b'}`)]],
  },
  {
    of: 'a condition that is a number',
    code: 'case-not-boolean',
    severity: 'warning',
    at: `\${fs:fileSize('/a')}`,
    pieces: [withCase(`\${fs:fileSize('/a')}`)],
    fine: [[withCase(`\${fs:fileSize('/a') gt 0}`)], [withCase(`\${fs:exists('/a')}`)]],
  },
  {
    of: 'a parameter that every job has to give for nothing',
    code: 'unused-parameter',
    severity: 'warning',
    at: 'day',
    pieces: [{ parameters: '<property><name>day</name></property>' }],
    fine: [
      [{ parameters: '<property><name>nameNode</name></property>' }],
      [{ parameters: '<property><name>day</name></property>' }, printed(`\${wf:conf('day')}`)],
      [{ parameters: property('day', '1') }, printed(`\${wf:conf(concat('d', x))}`)],
    ],
    fixed: true,
  },
  {
    of: 'a name beside the parameters',
    code: 'undeclared-parameter',
    severity: 'info',
    at: 'day',
    pieces: [
      { parameters: property('nameNode', 'hdfs'), action: `<fs><mkdir path="\${nameNode}/\${day}"/></fs>` },
    ],
    fine: [
      [
        {
          parameters: property('nameNode', 'hdfs') + property('day', '1'),
          action: `<fs><mkdir path="\${day}"/></fs>`,
        },
      ],
      [{ action: `<fs><mkdir path="\${day}"/></fs>` }],
    ],
    fixed: true,
  },
  {
    of: 'a name that nobody gives a value',
    code: 'el-unknown-variable',
    severity: 'warning',
    at: 'days',
    options: { properties: { nameNode: 'x', rm: 'y', day: '1' } },
    pieces: [printed(`\${days}`)],
    says: 'Did you mean day?',
    fine: [[printed(`\${day}`)], [{ parameters: property('days', '2') }, printed(`\${days}`)]],
  },
  {
    of: 'two values for one property',
    code: 'repeated-property',
    severity: 'warning',
    at: 'queue',
    pieces: [configured(property('queue', 'a') + property('queue', 'b'))],
    says: 'takes the last',
    fine: [[configured(property('queue', 'a') + property('other', 'b'))]],
    fixed: true,
  },
  {
    of: 'a password in a property',
    code: 'inline-secret',
    severity: 'warning',
    at: 'hunter2',
    pieces: [configured(property('javax.jdo.option.ConnectionPassword', 'hunter2'))],
    fine: [
      [configured(property('db.password', `\${dbPassword}`))],
      [configured(property('db.password.file', 'hdfs:///keys/db'))],
      [configured(property('db.password', '/keys/db'))],
      [configured(property('hadoop.security.credential.provider.path', 'jceks://hdfs/keys.jceks'))],
      [configured(property('secret.enabled', 'true'))],
      [configured(property('next.page.token', 'abc'))],
    ],
  },
  {
    of: 'a password on a command line',
    code: 'inline-secret',
    severity: 'warning',
    at: 'import --connect jdbc:x --password hunter2',
    pieces: [{ action: action('sqoop', '<command>import --connect jdbc:x --password hunter2</command>') }],
    fine: [
      [{ action: action('sqoop', '<command>import --connect jdbc:x --password-file /keys/db</command>') }],
      [{ action: action('sqoop', `<command>import --password \${password} -m 1</command>`) }],
      [{ action: action('sqoop', '<command>import --username a -P</command>') }],
    ],
  },
  {
    of: 'a password as an argument of its own',
    code: 'inline-secret',
    severity: 'warning',
    at: 'hunter2',
    pieces: [{ action: action('sqoop', '<arg>--password</arg><arg>hunter2</arg>') }],
    fine: [
      [{ action: action('sqoop', '<arg>--password-alias</arg><arg>db</arg>') }],
      [{ action: action('sqoop', `<arg>--password</arg><arg>\${password}</arg>`) }],
    ],
  },
  {
    of: 'a password in an address',
    code: 'inline-secret',
    severity: 'warning',
    at: 'jdbc:mysql://h/d?user=a&amp;password=hunter2',
    pieces: [printed('jdbc:mysql://h/d?user=a&amp;password=hunter2')],
    fine: [[printed(`jdbc:mysql://h/d?user=a&amp;password=\${password}`)], [printed('http://h:80/a@b')]],
  },
  {
    of: 'a key of a cloud',
    code: 'inline-secret',
    severity: 'warning',
    at: 'AKIAIOSFODNN7EXAMPLE',
    pieces: [printed('AKIAIOSFODNN7EXAMPLE')],
    fine: [[printed('AKIA')]],
  },
  {
    of: 'a question about a node that is not there',
    code: 'unknown-node-in-expression',
    severity: 'warning',
    at: `'n00'`,
    pieces: [{ action: echo }, printed(`\${wf:actionData('n00')['day']}`)],
    says: 'n0',
    fine: [[{ action: echo }, usesData]],
  },
  {
    of: 'a question about a node that comes later',
    code: 'node-not-run-yet',
    severity: 'warning',
    at: `'n1'`,
    pieces: [printed(`\${wf:actionData('n1')['day']}`), { action: echo }],
    fine: [[{ action: echo }, usesData]],
  },
  {
    of: 'a question for output that is not captured',
    code: 'no-captured-output',
    severity: 'warning',
    at: `'n0'`,
    pieces: [{ action: shell('<exec>echo</exec>') }, usesData],
    fine: [[{ action: echo }, usesData]],
    fixed: true,
  },
  {
    of: 'output that nothing reads',
    code: 'unread-output',
    severity: 'info',
    at: 'shell',
    pieces: [{ action: echo }],
    fine: [
      [{ action: echo }, usesData],
      [{ action: echo }, printed(`\${wf:actionData(wf:lastErrorNode())}`)],
    ],
    fixed: true,
  },
  {
    of: 'a credential that is not defined',
    code: 'unknown-credential',
    severity: 'warning',
    at: 'mata',
    pieces: [{ credentials: hcat, attributes: 'cred="meta"' }, { attributes: 'cred="mata"' }],
    says: 'Did you mean meta?',
    fine: [
      [{ credentials: hcat, attributes: 'cred="meta"' }],
      [{ credentials: hcat, attributes: `cred="\${c}"` }],
    ],
  },
  {
    of: 'a blank before the name of a credential',
    code: 'unknown-credential',
    severity: 'warning',
    at: ' meta',
    pieces: [{ credentials: hcat, attributes: 'cred="meta, meta"' }],
    fine: [[{ credentials: hcat, attributes: 'cred="meta,meta"' }]],
    fixed: true,
  },
  {
    of: 'a credential that no action uses',
    code: 'unused-credential',
    severity: 'info',
    at: 'meta',
    pieces: [{ credentials: hcat }],
    fine: [[{ credentials: hcat, attributes: 'cred="meta"' }]],
    fixed: true,
  },
  {
    of: 'an interval without retries',
    code: 'retry-without-max',
    severity: 'warning',
    at: '5',
    pieces: [{ attributes: 'retry-interval="5"' }],
    fine: [[{ attributes: 'retry-max="2" retry-interval="5"' }], [{}]],
    fixed: true,
  },
  {
    of: 'more retries than there will be',
    code: 'too-many-retries',
    severity: 'info',
    at: '10',
    pieces: [{ attributes: 'retry-max="10" retry-interval="5"' }],
    fine: [[{ attributes: 'retry-max="3" retry-interval="5"' }]],
  },
  {
    of: 'retries without an interval',
    code: 'retry-without-interval',
    severity: 'info',
    at: '2',
    pieces: [{ attributes: 'retry-max="2"' }],
    fine: [[{ attributes: 'retry-max="2" retry-interval="5"' }]],
  },
  {
    of: 'a delete of everything',
    code: 'wide-delete',
    severity: 'warning',
    at: `\${nameNode}/`,
    pieces: [deleting(`\${nameNode}/`)],
    says: 'the whole file system',
    fine: [[deleting(`\${nameNode}/\${output}`)], [deleting(`\${output}`)], [deleting('/data/ours/day')]],
  },
  {
    of: 'a delete of a home folder',
    code: 'wide-delete',
    severity: 'warning',
    at: `hdfs://h:8020/user/\${wf:user()}/`,
    pieces: [deleting(`hdfs://h:8020/user/\${wf:user()}/`)],
    fine: [
      [deleting(`\${nameNode}/user/\${wf:user()}/out`)],
      [deleting('/tmp/a')],
      [deleting('/user/joe/*')],
    ],
  },
  {
    of: "a delete of the action's own input",
    code: 'delete-of-input',
    severity: 'warning',
    at: '/data/in',
    pieces: [
      {
        action: action(
          'map-reduce',
          `<prepare><delete path="/data/in"/></prepare><configuration>${property('mapreduce.input.fileinputformat.inputdir', '/data/in/day')}</configuration>`,
        ),
      },
    ],
    fine: [
      [
        {
          action: action(
            'map-reduce',
            `<prepare><delete path="/data/i"/></prepare><configuration>${property('mapreduce.input.fileinputformat.inputdir', '/data/in/day')}</configuration>`,
          ),
        },
      ],
    ],
  },
  {
    of: 'a script that does not come along',
    code: 'script-without-file',
    severity: 'warning',
    at: 'load.sh',
    pieces: [{ action: shell('<exec>load.sh</exec>') }],
    fine: [
      [{ action: shell('<exec>load.sh</exec><file>load.sh</file>') }],
      [{ action: shell('<exec>load.sh</exec><file>/scripts/v2.sh#load.sh</file>') }],
      [{ action: shell(`<exec>load.sh</exec><file>\${script}</file>`) }],
      [{ action: shell('<exec>python</exec>') }],
      [{ action: shell('<exec>/usr/bin/load.sh</exec>') }],
      [{ action: shell(`<exec>\${script}</exec>`) }],
    ],
  },
  {
    of: 'a script called by the folder that it came from',
    code: 'exec-with-folder',
    severity: 'warning',
    at: 'bin/load.sh',
    pieces: [{ action: shell('<exec>bin/load.sh</exec><file>bin/load.sh</file>') }],
    fine: [[{ action: shell('<exec>load.sh</exec><file>bin/load.sh</file>') }]],
    fixed: true,
  },
  {
    of: 'a script called where no shell gets to',
    code: 'exec-on-file-system',
    severity: 'warning',
    at: `\${nameNode}/bin/load.sh`,
    pieces: [{ action: shell(`<exec>\${nameNode}/bin/load.sh</exec><file>\${nameNode}/bin/load.sh</file>`) }],
    fine: [[{ action: shell(`<exec>load.sh</exec><file>\${nameNode}/bin/load.sh</file>`) }]],
    fixed: true,
  },
  {
    of: 'a variable that Oozie does not take',
    code: 'env-var-without-value',
    severity: 'warning',
    at: 'DAY=',
    pieces: [{ action: shell('<exec>echo</exec><env-var>DAY=</env-var>') }],
    fine: [
      [{ action: shell('<exec>echo</exec><env-var>DAY=1</env-var>') }],
      [{ action: shell(`<exec>echo</exec><env-var>\${variable}</env-var>`) }],
    ],
  },
  {
    of: 'a sub-workflow that gets nothing',
    code: 'sub-workflow-without-configuration',
    severity: 'info',
    at: 'sub-workflow',
    pieces: [{ action: '<sub-workflow><app-path>/apps/sub</app-path></sub-workflow>' }],
    fine: [
      [{ action: '<sub-workflow><app-path>/apps/sub</app-path><propagate-configuration/></sub-workflow>' }],
      [
        {
          action: `<sub-workflow><app-path>/apps/sub</app-path><configuration>${property('a', 'b')}</configuration></sub-workflow>`,
        },
      ],
    ],
    fixed: true,
  },
  {
    of: 'a master that Spark has given up',
    code: 'spark-master',
    severity: 'warning',
    at: 'yarn-cluster',
    pieces: [{ action: action('spark', '<master>yarn-cluster</master><name>s</name><jar>s.jar</jar>') }],
    fine: [
      [
        {
          action: action('spark', '<master>yarn</master><mode>cluster</mode><name>s</name><jar>s.jar</jar>'),
        },
      ],
    ],
    fixed: true,
  },
  {
    of: 'a property that Oozie refuses',
    code: 'forbidden-property',
    severity: 'warning',
    at: 'fs.default.name',
    pieces: [configured(property('fs.default.name', `\${nameNode}`) + property('a', 'b'))],
    says: 'JA010',
    fine: [[configured(property('fs.defaultFS', `\${nameNode}`))]],
    fixed: true,
  },
  {
    of: 'a property by its old name',
    code: 'renamed-property',
    severity: 'info',
    at: 'mapred.job.queue.name',
    pieces: [configured(property('mapred.job.queue.name', 'q'))],
    says: 'mapreduce.job.queuename',
    fine: [
      [configured(property('mapreduce.job.queuename', 'q'))],
      [configured(property('mapred.mapper.class', 'M'))],
    ],
    fixed: true,
  },
  {
    of: 'a job tracker',
    code: 'job-tracker',
    severity: 'info',
    at: 'job-tracker',
    pieces: [{ global: `<job-tracker>\${jt}</job-tracker><name-node>\${nameNode}</name-node>` }],
    fine: [[{ global: `<resource-manager>\${jt}</resource-manager>` }]],
    fixed: true,
  },
  {
    of: 'the address of a cluster',
    code: 'hard-coded-address',
    severity: 'info',
    at: 'hdfs://one:8020/a',
    pieces: [{ action: '<fs><mkdir path="hdfs://one:8020/a"/></fs>' }],
    says: 'hdfs://one:8020',
    fine: [
      [{ action: `<fs><mkdir path="\${nameNode}/a"/></fs>` }],
      [{ action: '<fs><mkdir path="hdfs:///a"/></fs>' }],
    ],
  },
  {
    of: 'an action in an old schema',
    code: 'old-schema',
    severity: 'info',
    at: 'uri:oozie:email-action:0.1',
    pieces: [
      {
        action:
          '<email xmlns="uri:oozie:email-action:0.1"><to>a@example.com</to><subject>s</subject><body>b</body></email>',
      },
    ],
    fine: [[{ action: shell('<exec>echo</exec>') }]],
  },
  {
    of: 'a function that Oozie lacks',
    code: 'el-unknown-function',
    severity: 'warning',
    at: 'wf:usr',
    pieces: [printed(`\${wf:usr()}`)],
    says: 'wf:user',
    fine: [[printed(`\${wf:user()}`)]],
  },
];

const errorsOf = (xml: string, options: CheckOptions = {}) =>
  checkDefinition(parseDefinition(xml), options).filter(({ severity }) => severity === 'error');

describe('a workflow that Oozie takes', () => {
  it.each(rows)('is said to have $of', ({ code, severity, at, pieces, options, says, fine }) => {
    const xml = workflowOf(...pieces);
    const [found, ...more] = foundOf(xml, code, options);
    expect(found).toMatchObject({ severity, at });
    expect(more).toEqual([]);
    if (says !== undefined) expect(found?.message).toContain(says);
    for (const other of fine) {
      expect(foundOf(workflowOf(...other), code, options), workflowOf(...other)).toEqual([]);
    }
  });

  it.each(rows.filter(({ fixed }) => fixed))('is rid of $of by the fix', ({ code, pieces, options }) => {
    const xml = workflowOf(...pieces);
    const definition = parseDefinition(xml);
    const [found] = foundOf(xml, code, options);
    const fixed = printDefinition(editDefinition(definition, found?.fix?.changes ?? []));
    expect(foundOf(fixed, code, options), fixed).toEqual([]);
    expect(errorsOf(fixed, options)).toEqual(errorsOf(xml, options));
  });

  it('is offered no fix where the table has none', () => {
    for (const { code, pieces, options, fixed = false } of rows) {
      const [found] = foundOf(workflowOf(...pieces), code, options);
      expect(found?.fix !== undefined, code).toBe(fixed);
    }
  });

  it('is rid of whatever can be fixed, however much there is, and not made worse', () => {
    const piece = fc.constantFrom(...rows.flatMap(({ pieces }) => pieces));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
        const before = workflowOf(...pieces);
        let definition = parseDefinition(before);
        for (let round = 0; round < 10; round += 1) {
          const changes = fixAll(definition, checkDefinition(definition));
          if (changes.length === 0) break;
          definition = editDefinition(definition, changes);
        }
        const after = printDefinition(definition);
        expect(
          checkDefinition(definition).filter(({ fix }) => fix !== undefined),
          after,
        ).toEqual([]);
        expect(errorsOf(after).length, after).toBeLessThanOrEqual(errorsOf(before).length);
      }),
      { numRuns: 150 },
    );
  });
});
