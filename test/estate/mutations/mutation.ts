/** One mutation of the design's estate: what is changed, and the exact place at which its problem must be said. */
import { identitiesText, mutated, operatorsText } from '../sample.ts';

export interface Mutation {
  readonly code: string;
  readonly files: Readonly<Record<string, string>>;
  /** Text of the changed file whose first character is the place; or the place itself. */
  readonly at: string | readonly [line: number, column: number];
  readonly file?: string;
  readonly path: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly level?: 'warning';
}

export function estate(from: string, to: string): Readonly<Record<string, string>> {
  return { 'estate.yaml': mutated(from, to) };
}

export const operators = (from: string, to: string) => ({ 'operators.csv': mutated(from, to, operatorsText) });
export const identities = (from: string, to: string) => ({ 'identities.csv': mutated(from, to, identitiesText) });
export const include = (glob: string, more: Readonly<Record<string, string>> = {}) => ({
  ...estate('apiVersion: cloison/v1\n', `apiVersion: cloison/v1\ninclude: ["${glob}"]\n`),
  ...more,
});
