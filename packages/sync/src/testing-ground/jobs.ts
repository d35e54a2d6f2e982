/** A workflow that decides by its property `severity`, on control nodes alone, so that it needs no YARN. */
export const decidingWorkflow = `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="assess"/>
  <decision name="assess">
    <switch>
      <case to="end">\${wf:conf('severity') gt 6}</case>
      <default to="end"/>
    </switch>
  </decision>
  <end name="end"/>
</workflow-app>
`;

export const hourlyCoordinator = `<coordinator-app name="\${jobName}" frequency="\${frequency}" start="\${start}" end="\${endTime}" timezone="UTC" xmlns="uri:oozie:coordinator:0.5">
  <controls>
    <concurrency>\${concurrency}</concurrency>
  </controls>
  <action>
    <workflow>
      <app-path>\${workflowPath}</app-path>
    </workflow>
  </action>
</coordinator-app>
`;
