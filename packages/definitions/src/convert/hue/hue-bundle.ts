import { readDefinition } from '../../definition/parse-definition.ts';
import { newDocument } from '../../tree/new-document.ts';
import { newElement } from '../../tree/new-node.ts';
import { newProperty } from '../properties/configuration-document.ts';
import {
  completedPath,
  configurationOf,
  folderOfDocument,
  type HueContext,
  noteUnread,
} from './hue-document.ts';
import type { HueFields } from './hue-json.ts';

/** A bundle of Hue's: the data of an `oozie-bundle2`. */
export function hueBundle(data: HueFields, name: string, context: HueContext) {
  const properties = data.fields('properties');
  const parameters = properties.pairs('parameters');
  for (const [key, value] of parameters) context.property(key, value);
  const coordinators = data.list('coordinators').map((bundled, index) => {
    const uuid = bundled.text('coordinator');
    const document = context.document(uuid);
    const folder = folderOfDocument(document);
    const workflow = context.document(document?.data.fields('properties').text('workflow') ?? '');
    const workflowFolder = folderOfDocument(workflow);
    const known = { path: folder, property: `coordinator_${index}_path` };
    const runs = { path: workflowFolder, property: `workflow_${index}_path` };
    for (const { path, property } of [known, runs]) {
      if (path !== '') continue;
      context.property(property, '');
      context.note(
        'hue-document-missing',
        `The bundle needs Hue’s coordinator ${uuid} or its workflow, which is not in the export or has no folder: set the property ${property} to its path.`,
        property,
      );
    }
    const path = (one: { path: string; property: string }) =>
      one.path === '' ? `\${${one.property}}` : completedPath(one.path, '${user.name}');
    return newElement('coordinator', { name: `${(document?.name ?? 'coordinator').slice(0, 36)}-${index}` }, [
      newElement('app-path', {}, path(known)),
      ...configurationOf([['wf_application_path', path(runs)], ...bundled.pairs('properties')]),
    ]);
  });
  const kickOff = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.exec(properties.text('kickoff'))?.[0].replace(' ', 'T');
  const start = kickOff === undefined ? properties.text('kickoff') : `${kickOff}Z`;
  const children = [
    ...(parameters.length === 0
      ? []
      : [
          newElement(
            'parameters',
            {},
            parameters.map(([key, value]) => newProperty(key, value)),
          ),
        ]),
    ...(start === '' ? [] : [newElement('controls', {}, [newElement('kick-off-time', {}, start)])]),
    ...coordinators,
  ];
  noteUnread(properties, context, name);
  return readDefinition(newDocument('bundle-app', { name, xmlns: 'uri:oozie:bundle:0.2' }, children));
}
