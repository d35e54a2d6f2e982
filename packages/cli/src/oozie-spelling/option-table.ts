/** One option of Oozie's own command. */
export interface OozieOption {
  /** What follows it: nothing, a value, `name=value` (which may stand in one word with it), or all up to the next option. */
  readonly takes: 'nothing' | 'value' | 'pair' | 'values';
  /** Options of one group exclude each other. */
  readonly group?: string;
  readonly help: string;
}

export interface SubCommand {
  readonly help: string;
  readonly options: Readonly<Record<string, OozieOption>>;
  /** A group of which one option has to be given. */
  readonly needs?: string;
  /** The first word that is no option ends the options. */
  readonly stopsAtArguments?: boolean;
}

const value = (help: string, group?: string): OozieOption => ({
  takes: 'value',
  help,
  ...(group === undefined ? {} : { group }),
});
const flag = (help: string, group?: string): OozieOption => ({ ...value(help, group), takes: 'nothing' });
const pair = (help: string): OozieOption => ({ takes: 'pair', help });

const server = { oozie: value('address of Oozie (default: OOZIE_URL)') };
const asOther = { doas: value('act as this user') };
const signIn = {
  auth: value('SIMPLE, BASIC or KERBEROS (default: OOZIE_AUTH)'),
  username: value('for BASIC'),
  password: value('for BASIC'),
  insecure: flag('take any TLS certificate'),
};
const times = {
  localtime: flag('times in this machine’s zone'),
  timezone: value('zone of times (default: OOZIE_TIMEZONE, or GMT)'),
};
const properties = {
  config: value('properties of the job, .properties or .xml'),
  D: pair('property, over those of the file'),
};
const action = (help: string) => value(help, 'action');
const doing = (help: string) => flag(help, 'action');

const job: SubCommand = {
  help: 'one job',
  needs: 'action',
  options: {
    ...server,
    ...asOther,
    ...signIn,
    ...times,
    ...properties,
    submit: doing('make a job'),
    run: doing('make a job and start it'),
    start: action('start it'),
    suspend: action('suspend it'),
    resume: action('resume it'),
    kill: action('kill it, or with -action or -date some of a coordinator’s actions'),
    change: action('change it, see -value'),
    rerun: action('run it, or some of its actions, again'),
    update: action('give a coordinator its definition and properties anew'),
    info: action('show it'),
    log: action('its log'),
    errorlog: action('the errors of its log'),
    auditlog: action('who did what to it'),
    definition: action('its definition'),
    configcontent: action('its configuration'),
    ignore: action('have Oozie leave it alone'),
    poll: action('wait until it is over'),
    sladisable: action('no longer tell of missed SLAs'),
    slaenable: action('tell of missed SLAs again'),
    slachange: action('change its SLA, see -value'),
    retries: action('the attempts at a workflow’s action'),
    missingdeps: action('what a coordinator’s actions wait for'),
    validatejar: action('check a definition that a jar makes'),
    submitjar: action('make a job of a definition that a jar makes'),
    runjar: action('make and start a job of a definition that a jar makes'),
    dryrun: flag('with -config or -update: check without doing'),
    value: value('with -change and -slachange: name=value;name=value'),
    verbose: flag('everything, divided by tabs'),
    debug: flag('show requests'),
    offset: value('with -info: rank of the first action, from 1'),
    len: value('with -info: how many actions'),
    filter: value('with -info: which actions of a coordinator'),
    order: value('with -info: desc for the latest first'),
    action: value('actions by number: 1,3-5'),
    date: value('actions by nominal time: 2009-01-01T00:00Z::2009-02-01T00:00Z'),
    coordinator: value('coordinators of a bundle, by name'),
    refresh: flag('with -rerun: find data anew'),
    nocleanup: flag('with -rerun: keep output'),
    failed: flag('with -rerun: go on where it failed'),
    allruns: flag('with -info: all runs of an action'),
    logfilter: value('with -log: loglevel=ERROR;limit=100 …'),
    timeout: value('with -poll: minutes (default 30; negative: none)'),
    interval: value('with -poll: minutes (default 5)'),
    diff: value('with -update: true or false'),
  },
};

const jobs: SubCommand = {
  help: 'lists of jobs',
  options: {
    ...server,
    ...asOther,
    ...signIn,
    ...times,
    kill: flag('kill all that match'),
    suspend: flag('suspend all that match'),
    resume: flag('resume all that match'),
    offset: value('rank of the first, from 1'),
    len: value('how many'),
    filter: value('user=U;name=N;status=S;text=T;startcreatedtime=… and so on'),
    jobtype: value('wf, coordinator or bundle'),
    bulk: value('actions of bundles: bundle=B;coordinators=C;actionstatus=S …'),
    verbose: flag('everything, divided by tabs'),
  },
};

const admin: SubCommand = {
  help: 'Oozie itself',
  options: {
    ...server,
    ...asOther,
    ...signIn,
    systemmode: action('set it: NORMAL, NOWEBSERVICE or SAFEMODE'),
    status: doing('the system mode'),
    version: doing('which version it is'),
    queuedump: doing('what waits inside of it'),
    servers: doing('the servers that work together'),
    sharelibupdate: doing('read the libraries for actions anew'),
    shareliblist: doing('the libraries for actions, or the files of one'),
    configuration: doing('its configuration'),
    osenv: doing('its environment variables'),
    javasysprops: doing('its Java’s properties'),
    metrics: doing('what it measures'),
    instrumentation: doing('what it measures, as Oozie 4 did'),
    purge: action('delete what ended long ago: wf=30;coord=7;bundle=7;limit=100'),
  },
};

const script = (what: string): SubCommand => ({
  help: `run a ${what} script; what follows -X is passed on to ${what}`,
  stopsAtArguments: true,
  options: {
    ...server,
    ...asOther,
    ...signIn,
    ...properties,
    P: pair('parameter of the script'),
    file: value('the script'),
  },
});

/** Every sub-command and option of Oozie 5.2.1's own command. */
export const subCommands: Readonly<Record<string, SubCommand>> = {
  help: { help: 'this help', options: {} },
  version: { help: 'which version this is', options: {} },
  job,
  jobs,
  admin,
  validate: {
    help: 'check a definition against Oozie’s schemas',
    stopsAtArguments: true,
    options: { ...server, ...signIn },
  },
  sla: {
    help: 'what happened to jobs with an SLA',
    options: {
      ...server,
      ...signIn,
      offset: value('only events after this sequence id'),
      len: value('how many'),
      filter: value('jobid=J;appname=A'),
    },
  },
  pig: script('pig'),
  hive: script('hive'),
  sqoop: {
    help: 'run a sqoop command; what follows -X is passed on to sqoop',
    stopsAtArguments: true,
    options: {
      ...server,
      ...asOther,
      ...signIn,
      ...properties,
      command: { takes: 'values', help: 'the command' },
    },
  },
  info: { help: 'about time zones', options: { timezones: flag('the zones that -timezone takes') } },
  mapreduce: {
    help: 'run a map-reduce job by its properties',
    options: { ...server, ...asOther, ...signIn, ...properties },
  },
};
