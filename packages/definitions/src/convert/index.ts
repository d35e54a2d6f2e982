export {
  type Application,
  type ApplicationChanges,
  type ApplicationFiles,
  type ApplicationOptions,
  changeApplication,
  readApplication,
  writeApplication,
} from './application/application.ts';
export type { FolderPath } from './application/cluster-path.ts';
export type { ApplicationReference, MainDefinition } from './application/follow-references.ts';
export type { ReferenceKind } from './application/references-of.ts';
export {
  type BesideWorkflow,
  type ConfigurationSource,
  type EffectiveConfiguration,
  type EffectiveProperty,
  effectiveConfiguration,
} from './effective-configuration.ts';
export { convertHue, type HueConversion } from './hue/convert-hue.ts';
export type { HueDocument } from './hue/hue-document.ts';
export type { ConversionNote } from './note.ts';
export {
  configurationFrom,
  type PropertyValues,
  propertiesOf,
  setConfigurationProperty,
} from './properties/configuration-document.ts';
export {
  type FileProperty,
  type PropertiesFile,
  propertiesIn,
  propertyLine,
  readPropertiesFile,
  setFileProperty,
} from './properties/properties-file.ts';
export { type ResolvedText, resolveVariables } from './properties/resolve-variables.ts';
export {
  type Upgrade,
  type UpgradedSchema,
  type UpgradeOptions,
  upgradeDefinition,
} from './upgrade/upgrade-definition.ts';
export type { UpgradeSubject } from './upgrade/upgrade-subjects.ts';
