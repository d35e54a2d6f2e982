import { formatOozieDate, processingInUtc } from '../time/oozie-date.ts';
import type { MaterializedAction, MaterializedEvent } from './coordinator-plan.ts';

/** An action as text, so that Oozie's and ours can be compared. */
export interface ActionText {
  readonly number: number;
  readonly nominalTime: string;
  readonly inputs: readonly EventText[];
  readonly outputs: readonly EventText[];
}

export interface EventText {
  readonly name: string;
  readonly uris: string;
  readonly waiting: string;
}

/** Reads the actions out of what Oozie answers to a dry run of a coordinator. */
export function readDryRun(answer: string): (ActionText & { configuration: Record<string, string> })[] {
  const [, actions = ''] = answer.split('***actions for instance***');
  return actions
    .split('action for new instance')
    .slice(1)
    .map((xml) => ({
      number: Number(group(/instance-number="(\d+)"/, xml)),
      nominalTime: group(/action-nominal-time="([^"]*)"/, xml),
      inputs: readEvents('data-in', xml),
      outputs: readEvents('data-out', xml),
      configuration: Object.fromEntries(
        [...xml.matchAll(/<name>([^<]*)<\/name>\s*(?:<value>([^<]*)<\/value>|<value \/>)/g)].map((match) => [
          match[1],
          unescaped(match[2] ?? ''),
        ]),
      ),
    }));
}

function readEvents(kind: string, xml: string): EventText[] {
  const events = [...xml.matchAll(new RegExp(`<${kind} name="([^"]*)"[\\s\\S]*?</${kind}>`, 'g'))];
  return events.map(([event, name = '']) => ({
    name,
    uris: unescaped(group(/<uris>([\s\S]*?)<\/uris>/, event)),
    waiting: unescaped(group(/<unresolved-instances>([\s\S]*?)<\/unresolved-instances>/, event)),
  }));
}

function group(pattern: RegExp, text: string): string {
  return pattern.exec(text)?.[1] ?? '';
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Our action in the same words. */
export function actionText({ number, nominalTime, inputs, outputs }: MaterializedAction): ActionText {
  const event = ({ name, instances, waiting }: MaterializedEvent): EventText => ({
    name,
    uris: instances.map(({ uri }) => uri).join('#'),
    waiting: waiting.map(({ text }) => text).join('#'),
  });
  return {
    number,
    nominalTime: formatOozieDate(nominalTime, processingInUtc),
    inputs: inputs.map(event),
    outputs: outputs.map(event),
  };
}
