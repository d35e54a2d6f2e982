import type { commonFaults } from '@howdah/testing';
import type { DocumentParts } from './documents.ts';
import type { documentIds, roundIds, scheduleIds, surveyIds, visitIds } from './row-ids.ts';

export const wantedStates = ['RUNNING', 'SUSPENDED', 'KILLED'] as const;

/** One thing that happens to a profile, its network or its server. */
export type Happening =
  | { readonly does: 'finish survey'; readonly id: (typeof surveyIds)[number] }
  | { readonly does: 'plan schedule'; readonly id: (typeof scheduleIds)[number]; readonly hours: number }
  | { readonly does: 'plan round'; readonly id: (typeof roundIds)[number]; readonly hours: number }
  | { readonly does: 'plan visit'; readonly id: (typeof visitIds)[number] }
  | { readonly does: 'write document'; readonly id: (typeof documentIds)[number] }
  | {
      readonly does: 'edit document' | 'publish there';
      readonly id: (typeof documentIds)[number];
      readonly part: keyof DocumentParts;
      readonly value: number;
    }
  | { readonly does: 'wish'; readonly id: string; readonly wanted: (typeof wantedStates)[number] }
  | {
      readonly does: 'edit';
      readonly id: (typeof scheduleIds | typeof roundIds)[number];
      readonly field: 'end' | 'pause' | 'concurrency';
      readonly value: number;
    }
  | { readonly does: 'delete'; readonly id: string }
  | { readonly does: 'command there'; readonly id: string; readonly action: 'suspend' | 'resume' | 'kill' }
  | {
      readonly does: 'change there';
      readonly id: string;
      readonly field: 'end' | 'pause' | 'concurrency';
      readonly value: number;
    }
  | { readonly does: 'job ends'; readonly id: string; readonly well: boolean }
  | {
      readonly does:
        | 'purge'
        | 'restart Oozie'
        | 'offline'
        | 'online'
        | 'safe mode'
        | 'normal mode'
        | 'open tab'
        | 'stop tab'
        | 'crash tab'
        | 'hide tabs'
        | 'show tabs'
        | 'disk full'
        | 'disk free';
    }
  | { readonly does: 'crash tab later'; readonly calls: number }
  | { readonly does: 'resolve'; readonly id: string; readonly side: 'mine' | 'theirs' }
  | { readonly does: 'retry'; readonly id: string }
  | {
      readonly does: 'ask rerun';
      readonly id: (typeof surveyIds)[number];
      readonly from: 'failed' | 'start';
    }
  | {
      readonly does: 'ask of actions';
      readonly id: (typeof scheduleIds)[number];
      readonly command: 'rerun actions' | 'kill actions' | 'ignore actions';
    }
  | { readonly does: 'revise'; readonly id: (typeof scheduleIds)[number]; readonly revision: number }
  | { readonly does: 'take back'; readonly id: string; readonly what: 'row' | 'command' }
  | { readonly does: 'pause' | 'resume'; readonly collection: 'surveys' | 'schedules' | undefined }
  | { readonly does: 'fault'; readonly request: number; readonly fault: keyof typeof commonFaults }
  | { readonly does: 'time'; readonly ms: number }
  | { readonly does: 'clock jumps'; readonly minutes: number };

export const printHistory = (history: readonly Happening[]): string =>
  history.map((what, index) => `${index + 1}. ${JSON.stringify(what)}`).join('\n');
