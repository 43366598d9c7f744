/** What a check says before the place is known: which entry, which part of it. */
import type { Problem } from '../problem.ts';
import type { Positions } from './positions.ts';

export type FlawValues = Readonly<Record<string, string | number>>;

export interface Flaw {
  readonly code: string;
  readonly file: string;
  /** JSON pointer inside that file. */
  readonly pointer: string;
  readonly part?: 'key' | 'value';
  readonly values: FlawValues;
  readonly level?: 'warning';
}

export function problemOf(flaw: Flaw, positions: Positions | undefined): Problem {
  const { line, column } = positions?.spot(flaw.pointer, flaw.part) ?? { line: 0, column: 0 };
  const { code, file, pointer: path, values } = flaw;
  return { code, file, line, column, path, values, ...(flaw.level === undefined ? {} : { level: flaw.level }) };
}

/** Nobody reads more, and a hostile file must not fill the memory with them. */
export const maxProblems = 1000;
