/** One thing that was looked at. Sentences: `doctor.<id>`, and `doctor.<id>.next` unless all is well. */
import type { Values } from '../../estate/index.ts';
import type { Counts } from '../outcome.ts';

/**
 * `good`; `note`, nothing is wrong and something is not named or not looked at; `warn`, it works today, or some command
 * lacks something; `wrong`, something that was named, or that every command needs, does not work.
 */
export type Level = 'good' | 'note' | 'warn' | 'wrong';

export interface Check {
  readonly id: string;
  readonly level: Level;
  readonly values?: Values;
  /** Of a wrong one: as what it counts (outcome.ts). */
  readonly as?: keyof Pick<Counts, 'badInput' | 'stale' | 'gaps'>;
}

export const good = (id: string, values?: Values): Check => ({ id, level: 'good', ...(values && { values }) });
export const note = (id: string, values?: Values): Check => ({ id, level: 'note', ...(values && { values }) });
export const warn = (id: string, values?: Values): Check => ({ id, level: 'warn', ...(values && { values }) });
export const wrong = (id: string, as: NonNullable<Check['as']>, values?: Values): Check => ({
  id,
  level: 'wrong',
  as,
  ...(values && { values }),
});

/** Counted as people count: today is the first day. */
export const soonDays = 14;
