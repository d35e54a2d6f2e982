import { action, property, type WorkflowPiece } from './advice.fixture.ts';
import type { WorkflowRow } from './workflow-row.fixture.ts';

const shell = (content: string) => action('shell', content);
const deleting = (path: string): WorkflowPiece => ({ action: `<fs><delete path="${path}"/></fs>` });
const configured = (content: string): WorkflowPiece => ({
  action: action('map-reduce', `<configuration>${content}</configuration>`),
});
const hcat = `<credential name="meta" type="hcat">${property('hcat.metastore.uri', `\${uri}`)}</credential>`;

/** Workflows whose actions are to be advised on. */
export const actionRows: readonly WorkflowRow[] = [
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
    of: 'quotes in a command of Sqoop',
    code: 'sqoop-command-quotes',
    severity: 'warning',
    at: 'import --query "select 1"',
    pieces: [{ action: action('sqoop', '<command>import --query "select 1"</command>') }],
    fine: [
      [{ action: action('sqoop', '<arg>import</arg><arg>--query</arg><arg>select "1"</arg>') }],
      [
        {
          action: action(
            'sqoop',
            `<configuration>${property('oozie.action.sqoop.shellsplitter', 'true')}</configuration><command>import --query "select 1"</command>`,
          ),
        },
      ],
    ],
  },
  {
    of: 'a command of Sqoop on several lines',
    code: 'sqoop-command-lines',
    severity: 'warning',
    at: 'import\n  --connect x',
    pieces: [{ action: action('sqoop', '<command>import\n  --connect x</command>') }],
    fine: [[{ action: action('sqoop', '<command>\n  import --connect x\n</command>') }]],
    fixed: true,
  },
  {
    of: 'an output that stands in the way of a second try',
    code: 'uncleared-output',
    severity: 'info',
    at: '/data/out',
    pieces: [configured(property('mapreduce.output.fileoutputformat.outputdir', '/data/out'))],
    fine: [
      [
        {
          action: action(
            'map-reduce',
            `<prepare><delete path="/data/out"/></prepare><configuration>${property('mapreduce.output.fileoutputformat.outputdir', '/data/out')}</configuration>`,
          ),
        },
      ],
    ],
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
];
