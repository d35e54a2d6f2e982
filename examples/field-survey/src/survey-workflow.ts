import type { WorkflowRun, WorkflowRunSpec } from '@howdah/sync';
import type { Assessment, Survey } from './database.ts';

/** Decides how urgent a survey is and opens a folder for it, beside the stored definition. */
const assessSurvey = `<workflow-app name="\${jobName}" xmlns="uri:oozie:workflow:1.0">
  <start to="assess"/>
  <decision name="assess">
    <switch>
      <case to="urgent">\${severity gt 6}</case>
      <default to="routine"/>
    </switch>
  </decision>
  <action name="urgent">
    <fs><mkdir path="\${replaceAll(wf:appPath(), 'workflow.xml', 'urgent')}/\${surveyId}"/></fs>
    <ok to="end"/>
    <error to="failed"/>
  </action>
  <action name="routine">
    <fs><mkdir path="\${replaceAll(wf:appPath(), 'workflow.xml', 'routine')}/\${surveyId}"/></fs>
    <ok to="end"/>
    <error to="failed"/>
  </action>
  <kill name="failed">
    <message>No folder for the survey of \${site}: \${wf:errorMessage(wf:lastErrorNode())}</message>
  </kill>
  <end name="end"/>
</workflow-app>
`;

/** The workflow run that a finished survey asks for. */
export function surveyToRun(survey: Readonly<Survey>): WorkflowRunSpec {
  return {
    definition: assessSurvey,
    properties: {
      jobName: `survey-${survey.id}`,
      surveyId: survey.id,
      site: survey.site,
      severity: survey.severity,
    },
  };
}

/** What the run tells about its survey. */
export function runToSurvey(run: WorkflowRun): Partial<Survey> {
  return {
    jobId: run.id,
    jobStatus: run.status,
    startedAt: run.startTime,
    endedAt: run.endTime,
    assessment: assessmentOf(run),
    onServer: !run.gone,
  };
}

/** The way that the run's decision took; null while it hasn't decided. */
function assessmentOf(run: WorkflowRun): Assessment | null {
  const way = run.actions.find((action) => action.name === 'assess')?.transition;
  return way === 'urgent' || way === 'routine' ? way : null;
}
