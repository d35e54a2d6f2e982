import { type Properties, propertyNamed } from '../configuration/configuration.ts';
import type { Launcher } from '../configuration/launcher.ts';
import { childValue, type Value } from '../tree/value.ts';
import type { ActionNode, Workflow } from '../workflow/workflow.ts';
import { launcherSettings } from './launcher-settings.ts';
import { type PropertyValues, propertiesOf } from './properties/configuration-document.ts';

/** Where a property of an action comes from, from what counts least to what counts most. */
export type ConfigurationSource =
  | 'job-xml'
  | 'config-default'
  | 'global'
  | 'global launcher'
  | 'launcher'
  | 'configuration';

/** A property that an action runs with, its expressions not yet evaluated. */
export interface EffectiveProperty {
  readonly name: string;
  readonly value: string;
  readonly from: ConfigurationSource;
  /** Which job-xml, if it comes from one. */
  readonly file?: string;
  /** Where in the workflow, if it stands there. */
  readonly at?: Value;
  /** What it would be without this source, the next best first. */
  readonly instead: readonly Omit<EffectiveProperty, 'instead'>[];
}

export interface EffectiveConfiguration {
  /** In alphabetical order. */
  readonly properties: readonly EffectiveProperty[];
  /** The job-xmls whose content was not given. */
  readonly unknownFiles: readonly string[];
}

/** What there is beside a workflow. */
export interface BesideWorkflow {
  /** Of the `config-default.xml` in the workflow's folder. */
  readonly configDefault?: PropertyValues;
  /** Contents of job-xmls, by the paths that the workflow has for them. */
  readonly jobXmls?: ReadonlyMap<string, PropertyValues>;
}

/**
 * The configuration that an action runs with: of its own, its `<launcher>`, `<global>`, the `config-default.xml` and
 * job-xmls. Oozie reads job-xmls first, so that even a `config-default.xml` counts before them; and a launcher in
 * `<global>` counts before the configuration there, while in an action it is the other way round. The server's own
 * defaults are not known. Actions that Oozie runs itself, without a configuration (email, ssh), have none.
 * @see org.apache.oozie.workflow.lite.LiteWorkflowAppParser#handleDefaultsAndGlobal
 * @see org.apache.oozie.action.hadoop.JavaActionExecutor#parseJobXmlAndConfiguration
 */
export function effectiveConfiguration(
  { global }: Workflow,
  { action }: ActionNode,
  beside: BesideWorkflow = {},
): EffectiveConfiguration {
  if (action === undefined || action.type === 'email' || action.type === 'ssh') {
    return { properties: [], unknownFiles: [] };
  }
  const found = new Map<string, Omit<EffectiveProperty, 'instead'>[]>();
  const add = (property: Omit<EffectiveProperty, 'instead'>) => {
    found.set(property.name, [property, ...(found.get(property.name) ?? [])]);
  };
  const addAll = (values: PropertyValues, from: ConfigurationSource, file?: string) => {
    for (const [name, value] of Symbol.iterator in values ? values : Object.entries(values)) {
      add({ name, value, from, ...(file !== undefined && { file }) });
    }
  };
  const addProperties = (properties: Properties | undefined, from: ConfigurationSource) => {
    if (properties === undefined) return;
    for (const [name, value] of Object.entries(propertiesOf(properties.element))) {
      const at = propertyNamed(properties, name)?.value;
      add({ name, value, from, ...(at !== undefined && { at }) });
    }
  };
  const addLauncher = (launcher: Launcher | undefined, from: ConfigurationSource) => {
    for (const [name, element] of launcherSettings) {
      const at = launcher && childValue(launcher.element, element);
      if (at !== undefined) add({ name, value: at.text, from, at });
    }
  };
  const own = 'jobXmls' in action ? action.jobXmls : [];
  const files = [...(global?.jobXmls ?? []), ...own].map(({ text }) => text);
  for (const file of new Set(files)) addAll(beside.jobXmls?.get(file) ?? {}, 'job-xml', file);
  addAll(beside.configDefault ?? {}, 'config-default');
  addProperties(global?.configuration, 'global');
  addLauncher(global?.launcher, 'global launcher');
  addLauncher('launcher' in action ? action.launcher : undefined, 'launcher');
  addProperties('configuration' in action ? action.configuration : undefined, 'configuration');
  const properties = [...found.values()].flatMap(([first, ...instead]) =>
    first === undefined ? [] : [{ ...first, instead }],
  );
  return {
    properties: properties.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    unknownFiles: [...new Set(files)].filter((file) => beside.jobXmls?.get(file) === undefined),
  };
}
