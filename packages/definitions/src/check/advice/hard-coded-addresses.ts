import type { Diagnostic } from '../../diagnostic.ts';
import { allElements } from '../../tree/navigate.ts';
import { elementValue, type Value } from '../../tree/value.ts';
import type { Rule } from '../rule.ts';
import { advise } from './advise.ts';

/** Addresses of a cluster that stand in a definition, each where it comes first. */
export const hardCodedAddresses: Rule = ({ definition: { tree } }) => {
  const found = new Map<string, { value: Value; times: number }>();
  const look = (value: Value) => {
    // Most texts can't be one, which is cheap to tell.
    const address = value.text.includes(':') ? addressIn(value) : undefined;
    if (address === undefined) return;
    const known = found.get(address);
    if (known === undefined) found.set(address, { value, times: 1 });
    else known.times += 1;
  };
  for (const element of allElements(tree)) {
    for (const attribute of element.attributes) {
      if (attribute.name !== 'xmlns' && attribute.prefix !== 'xmlns')
        look({ text: attribute.value, element, attribute });
    }
    if (element.local !== 'description' && element.local !== 'message') look(elementValue(element));
  }
  return [...found].map(([address, { value, times }]): Diagnostic => {
    const places = times === 1 ? '' : ` (it is here ${times} times)`;
    return advise(tree, value, {
      code: 'hard-coded-address',
      severity: 'info',
      message: `${address} is one cluster's${places}: elsewhere, this has to be changed first. Take it from a property, such as \${${address.includes('://') ? 'nameNode' : 'resourceManager'}}.`,
    });
  });
};

function addressIn({ text, element, attribute }: Value): string | undefined {
  const fileSystem = /^(?:hdfs|viewfs|webhdfs|swebhdfs|maprfs):\/\/[\w.-]+(?::\d{1,5})?/i.exec(text)?.[0];
  if (fileSystem !== undefined) return fileSystem;
  if (attribute !== undefined) return undefined;
  if (element.local !== 'job-tracker' && element.local !== 'resource-manager') return undefined;
  return /^[\w.-]+:\d{1,5}$/.exec(text)?.[0];
}
