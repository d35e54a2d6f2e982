import type { Conversation } from './conversation.ts';

/** Something to do with an Oozie, every answer of which has to be the same on each. */
export interface Scenario {
  /** A sentence about who uses Oozie. */
  readonly name: string;
  readonly run: (talk: Conversation) => Promise<void>;
}

/** Jobs brought into states, and operations on each of them. */
export interface Matrix {
  readonly of: string;
  /** What all cells need: definitions. */
  readonly prepare: (talk: Conversation) => Promise<Readonly<Record<string, string>>>;
  /** Makes a job and brings it into a state; gives its id. */
  readonly states: Readonly<
    Record<string, (talk: Conversation, paths: Readonly<Record<string, string>>) => Promise<string>>
  >;
  readonly operations: Readonly<
    Record<
      string,
      (talk: Conversation, id: string, paths: Readonly<Record<string, string>>) => Promise<unknown>
    >
  >;
  /** Reads what has become of the job. */
  readonly look: (talk: Conversation, id: string) => Promise<unknown>;
}

/** A scenario for each state and operation, by themselves, so that all of them can be played at once. */
export function scenariosOf(matrix: Matrix): Scenario[] {
  return Object.entries(matrix.states).flatMap(([state, reach]) =>
    Object.entries(matrix.operations).map(([name, operate]) => ({
      name: `${name}, of a ${matrix.of} in ${state}`,
      async run(talk: Conversation) {
        const paths = await matrix.prepare(talk);
        const id = await reach(talk, paths);
        await operate(talk, id, paths);
        await matrix.look(talk, id);
      },
    })),
  );
}
