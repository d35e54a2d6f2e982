import {
  allowed,
  choice,
  type ElementType,
  elements,
  flag,
  many,
  nothing,
  one,
  optional,
  type Particle,
  required,
  sequence,
  some,
  someChoices,
} from './content-model.ts';

function properties(value: Particle): ElementType {
  return elements(
    sequence(some('property', elements(sequence(one('name'), value, optional('description'))))),
  );
}

/** Properties with values. */
export const configuration = properties(one('value'));

/** Properties that may lack a value: the job has to give it. */
export const parameters = properties(optional('value'));

export const path = required('path');
export const mkdir = nothing(path);
export const plainDelete = nothing(path);
export const move = nothing(required('source'), required('target'));
export const plainChmod = nothing(path, required('permissions'), allowed('dir-files'));
export const chmod = elements(
  sequence(optional('recursive', flag)),
  path,
  required('permissions'),
  allowed('dir-files'),
);
export const touchz = nothing(path);
export const chgrp = elements(
  sequence(optional('recursive', flag)),
  path,
  required('group'),
  allowed('dir-files'),
);

export function prepareWith(remove: ElementType): ElementType {
  return elements(sequence(many('delete', remove), many('mkdir', mkdir)));
}

export const prepare = prepareWith(plainDelete);

/** Of the schemas 1.0. */
export const launcher = elements(
  someChoices(
    optional('memory.mb', { holds: 'text', text: 'unsignedInt', attributes: [] }),
    optional('vcores', { holds: 'text', text: 'unsignedInt', attributes: [] }),
    optional('java-opts'),
    optional('env'),
    optional('queue'),
    optional('sharelib'),
    optional('view-acl'),
    optional('modify-acl'),
  ),
);

/** Which of the two a schema 1.0 takes. */
export const jobTrackerOrResourceManager = choice(optional('job-tracker'), optional('resource-manager'));
