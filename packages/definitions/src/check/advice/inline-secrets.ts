import type { Diagnostic } from '../../diagnostic.ts';
import { allElements, childNamed } from '../../tree/navigate.ts';
import { elementValue, type Value } from '../../tree/value.ts';
import type { XmlElement } from '../../tree/xml-tree.ts';
import type { Rule } from '../rule.ts';
import { advise } from './advise.ts';

/**
 * Passwords and keys that stand in a definition, where everybody reads them who may see the job. Names of files,
 * aliases and properties that hold a secret are none.
 */
export const inlineSecrets: Rule = ({ definition: { tree } }) => {
  const found: Diagnostic[] = [];
  let before: XmlElement | undefined;
  for (const element of allElements(tree)) {
    const previous = before;
    before = element;
    if (!readable.has(element.local)) continue;
    const value = elementValue(element);
    const what = secretIn(element, value) ?? secretBehindOption(previous, element, value);
    if (what === undefined) continue;
    const message = `${what} is readable by everybody who sees the job. Use a credential store, a file that only the job may read, or at least a property of the job.`;
    found.push(advise(tree, value, { code: 'inline-secret', severity: 'warning', message }));
  }
  return found;
};

/** Elements whose text reaches a program. */
const readable = new Set(
  'value password argument arg args env-var command param java-opts java-opt spark-opts jdbc-url exec script query git-uri host'.split(
    ' ',
  ),
);

function secretIn(element: XmlElement, { text }: Value): string | undefined {
  if (text === '') return undefined;
  if (element.local === 'password') return isLiteral(text) ? 'The password' : undefined;
  if (element.local === 'value') {
    const named = element.parent && childNamed(element.parent, 'name');
    const name = named && elementValue(named).text;
    if (name !== undefined && namesSecret(name) && isLiteral(text)) return `The value of ${name}`;
  }
  if (/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/.test(text)) return 'This access key';
  if (text.includes('=')) {
    for (const match of text.matchAll(
      /(?<![\w.-])([\w.-]{1,80})\s?=\s?("[^"]{0,200}"|'[^']{0,200}'|[^\s;&,"']{1,200})/g,
    )) {
      const [, name = '', given = ''] = match;
      if (namesSecret(name) && isLiteral(given.replace(/^["']|["']$/g, '')))
        return `The value of ${name} in it`;
    }
  }
  if (text.includes('-')) {
    for (const [, option = '', given = ''] of text.matchAll(/(?:^|\s)(--?[\w-]{1,80})\s{1,20}(\S{1,200})/g)) {
      if (namesSecret(option) && isLiteral(given)) return `The value of ${option} in it`;
    }
  }
  const login = /:\/\/[^/\s:@]{1,100}:([^/\s@]{1,200})@/.exec(text)?.[1];
  return login !== undefined && isLiteral(login) ? 'The password in this address' : undefined;
}

/** `<arg>--password</arg><arg>…</arg>` */
function secretBehindOption(
  before: XmlElement | undefined,
  element: XmlElement,
  { text }: Value,
): string | undefined {
  if (element.local !== 'arg' && element.local !== 'argument') return undefined;
  if (before?.local !== element.local || before.parent !== element.parent) return undefined;
  const option = elementValue(before).text;
  if (!/^--?[\w-]{1,80}$/.test(option) || !namesSecret(option)) return undefined;
  return text !== '' && isLiteral(text) ? `The value of ${option}` : undefined;
}

/** Whether the last words of a name say that it holds a secret: `db.password`, `fs.s3a.secret.key`, `apiKey`. */
function namesSecret(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  return /(?:^|[-._])(?:[a-z]{0,30}password|passwd|pwd|passphrase|secret|(?:secret|access|api|account|private)[-._]?key|(?:access|auth|session|api|bearer|security)[-._]?token)$/.test(
    words,
  );
}

/** Whether a text is a secret itself: no expression, no reference to where it lies, no switch. */
function isLiteral(text: string): boolean {
  if (/[$#@%]\{|\{\{|^\$|^\*+$|^<.*>$/.test(text)) return false;
  if (/^(?:true|false|none|null|yes|no|-.*|)$/i.test(text)) return false;
  return !/^(?:\.{0,2}\/|[a-z][\w+.-]*:\/\/|jceks:|file:|env:|alias:)/i.test(text);
}
