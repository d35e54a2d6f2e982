export type { ConversionNote } from './note.ts';
export {
  type Upgrade,
  type UpgradedSchema,
  type UpgradeOptions,
  upgradeDefinition,
} from './upgrade/upgrade-definition.ts';
export type { UpgradeSubject } from './upgrade/upgrade-subjects.ts';
