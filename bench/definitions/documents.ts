/** A workflow with so many nodes, as people write them: indented, with comments, properties and expressions. */
export function workflowOf(nodes: number): string {
  const actions = Array.from({ length: nodes - 3 }, (_, index) => {
    const to = index === nodes - 4 ? 'end' : `step-${index + 1}`;
    return index % 5 === 4
      ? decision(index, to)
      : index % 5 === 2
        ? fsAction(index, to)
        : sparkAction(index, to);
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<workflow-app xmlns="uri:oozie:workflow:1.0" name="daily-load">',
    '    <!-- Written by hand, reviewed every spring. -->',
    '    <start to="step-0"/>',
    ...actions,
    '    <kill name="fail">',
    `        <message>Failed: [\${wf:errorMessage(wf:lastErrorNode())}] &amp; done</message>`,
    '    </kill>',
    '    <end name="end"/>',
    '</workflow-app>',
    '',
  ].join('\n');
}

function sparkAction(index: number, to: string): string {
  return `    <action name="step-${index}" retry-max="3" retry-interval="10">
        <spark xmlns="uri:oozie:spark-action:1.0">
            <resource-manager>\${resourceManager}</resource-manager>
            <name-node>\${nameNode}</name-node>
            <configuration>
                <property>
                    <name>mapred.job.queue.name</name>
                    <value>\${queueName}</value>
                </property>
            </configuration>
            <master>yarn-cluster</master>
            <name>step ${index} &lt;daily&gt;</name>
            <class>org.example.Step${index}</class>
            <jar>\${nameNode}/lib/steps.jar</jar>
            <arg>--input=\${nameNode}/user/\${wf:user()}/in/${index}</arg>
            <arg>--output=\${nameNode}/user/\${wf:user()}/out/${index}</arg>
        </spark>
        <ok to="${to}"/>
        <error to="fail"/>
    </action>`;
}

function fsAction(index: number, to: string): string {
  return `    <!-- what step ${index - 1} left -->
    <action name="step-${index}">
        <fs>
            <delete path="\${nameNode}/tmp/step-${index}"/>
            <mkdir path="\${nameNode}/tmp/step-${index}"/>
        </fs>
        <ok to="${to}"/>
        <error to="fail"/>
    </action>`;
}

function decision(index: number, to: string): string {
  return `    <decision name="step-${index}">
        <switch>
            <case to="${to}">\${fs:fileSize(concat(nameNode, '/in/${index}')) gt 10 * GB}</case>
            <default to="end"/>
        </switch>
    </decision>`;
}

/** A coordinator of days in a zone whose clocks change, with ranges of inputs. */
export const coordinator = `<coordinator-app name="daily" frequency="\${coord:days(1)}" start="2026-01-01T06:00Z" end="2036-01-01T00:00Z" timezone="Europe/Berlin" xmlns="uri:oozie:coordinator:0.4">
  <datasets>
    <dataset name="logs" frequency="\${coord:hours(1)}" initial-instance="2025-01-01T00:00Z" timezone="Europe/Berlin">
      <uri-template>/logs/\${YEAR}/\${MONTH}/\${DAY}/\${HOUR}</uri-template>
    </dataset>
  </datasets>
  <input-events>
    <data-in name="in" dataset="logs">
      <start-instance>\${coord:current(-23)}</start-instance>
      <end-instance>\${coord:current(0)}</end-instance>
    </data-in>
  </input-events>
  <action>
    <workflow>
      <app-path>/apps/daily</app-path>
      <configuration>
        <property><name>in</name><value>\${coord:dataIn('in')}</value></property>
        <property><name>day</name><value>\${coord:formatTime(coord:nominalTime(), 'yyyy-MM-dd')}</value></property>
      </configuration>
    </workflow>
  </action>
</coordinator-app>
`;

export const expressions: readonly string[] = [
  "${fs:fileSize(concat(nameNode, '/in/1')) gt 10 * GB}",
  "${wf:conf('mode') eq 'full' and not empty wf:lastErrorNode()}",
  '${nameNode}/user/${wf:user()}/out/${wf:id()}',
  "${firstNotNull(wf:conf('queue'), 'default')}",
  '/plain/text/without/any',
  "${wf:actionData('count')['rows'] > 0 ? 'some' : 'none'}",
];
