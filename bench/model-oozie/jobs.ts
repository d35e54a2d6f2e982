/** A bundle's answer, as far as it is looked at. */
export interface Bundle {
  readonly bundleCoordJobs: readonly { readonly coordJobId: string }[];
}

/** Waits until somebody ends its action. */
export const slowWorkflow = `<workflow-app name="slow" xmlns="uri:oozie:workflow:1.0">
  <start to="work"/>
  <action name="work">
    <shell xmlns="uri:oozie:shell-action:1.0"><exec>work.sh</exec></shell>
    <ok to="end"/>
    <error to="failed"/>
  </action>
  <kill name="failed"><message>no</message></kill>
  <end name="end"/>
</workflow-app>`;

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of Oozie
/** One action in 1975, the next in 2100. Named as its bundle calls it, so that it can be updated. */
export const coordinatorXml = (workflow: string) =>
  `<coordinator-app name="part" frequency="${'${coord:months(1500)}'}" start="1975-01-01T00:00Z" end="2200-01-01T00:00Z" timezone="UTC" xmlns="uri:oozie:coordinator:0.5"><action><workflow><app-path>${workflow}</app-path></workflow></action></coordinator-app>`;
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: expressions of Oozie

/** Begins in 2099 unless it is started. */
export const bundleXml = (coordinator: string) =>
  `<bundle-app name="guarded" xmlns="uri:oozie:bundle:0.2"><controls><kick-off-time>2099-01-01T00:00Z</kick-off-time></controls><coordinator name="part"><app-path>${coordinator}</app-path></coordinator></bundle-app>`;

export function configuration(properties: Readonly<Record<string, string>>): string {
  const each = Object.entries(properties).map(
    ([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`,
  );
  return `<configuration>${each.join('')}</configuration>`;
}
