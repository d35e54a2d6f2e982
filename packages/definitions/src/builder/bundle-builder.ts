import { bundledElement, type NewBundleCoordinator } from '../bundle/edit-bundle.ts';
import type { BundleDefinition } from '../definition/definition.ts';
import { readDefinition } from '../definition/parse-definition.ts';
import type { BundleVersion } from '../schema/bundle-schema.ts';
import { newDocument } from '../tree/new-document.ts';
import { newElement } from '../tree/new-node.ts';
import type { BuiltProperties } from './action-options.ts';
import { BuildError, refuseRefused } from './build-error.ts';
import { refuseTwice } from './coordinator-builder.ts';
import { configurationElement } from './new-action-element.ts';
import { type OozieTime, timeText } from './oozie-time.ts';

/** What a bundle has beside its coordinators. */
export interface BundleOptions {
  /** By default `0.2`. */
  readonly version?: BundleVersion;
  /** When it begins; by default at once. */
  readonly kickOff?: OozieTime;
  /** Formal parameters with their defaults. */
  readonly parameters?: BuiltProperties;
}

/** A bundle that is being described: a value; every method gives another one. */
export interface BundleBuilder {
  readonly coordinator: (name: string, what: Omit<NewBundleCoordinator, 'name'>) => BundleBuilder;
  /** @throws BuildError when it is nothing that Oozie takes */
  readonly build: () => BundleDefinition;
}

/** Describes a bundle: `bundle('all').coordinator('daily', { appPath: '/apps/daily' }).build()`. */
export function bundle(name: string, options: BundleOptions = {}): BundleBuilder {
  const builder = (coordinators: readonly NewBundleCoordinator[]): BundleBuilder => ({
    coordinator: (of, what) => builder([...coordinators, { ...what, name: of }]),
    build: () => build(name, options, coordinators),
  });
  return builder([]);
}

function build(
  name: string,
  { version = '0.2', kickOff, parameters }: BundleOptions,
  coordinators: readonly NewBundleCoordinator[],
): BundleDefinition {
  if (coordinators.length === 0) {
    throw new BuildError('empty', `There is no coordinator in the bundle ${name}. Add one.`, []);
  }
  refuseTwice(coordinators.map((one) => one.name));
  const controls =
    kickOff === undefined ? [] : [newElement('kick-off-time', {}, timeText(kickOff, 'kickOff'))];
  const document = newDocument('bundle-app', { name, xmlns: `uri:oozie:bundle:${version}` }, [
    ...configurationElement(parameters, 'parameters'),
    ...(controls.length === 0 ? [] : [newElement('controls', {}, controls)]),
    ...coordinators.map(bundledElement),
  ]);
  const definition = readDefinition(document);
  if (definition.kind !== 'bundle') throw new Error('A <bundle-app> is a bundle.');
  refuseRefused(definition, name);
  return definition;
}
