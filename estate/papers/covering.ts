/**
 * An address of a plan is no name: tomorrow another dataset, or another country, stands there. An exception for one holds
 * for what stood there when it was granted, and for nothing else.
 */
import type { Covers } from '../schema/papers.ts';

/** What stands at an address in this run; what nobody knows is left out. */
export type Standing = Partial<Covers>;

export const coverFields = [
  'dataset',
  'class',
  'provider',
  'zone',
  'place',
  'region',
  'country',
  'environment',
] as const satisfies readonly (keyof Covers)[];

export interface CoverDifference {
  readonly what: (typeof coverFields)[number];
  /** `unknown`: nobody knew, or nobody knows. */
  readonly granted: string;
  readonly stands: string;
}

/**
 * Empty where the exception holds. A run that names no environment is never the one that it was granted for: a plan of
 * the same name and address may lie in every repository.
 */
export function coverDifferences(covers: Covers, standing: Standing): CoverDifference[] {
  return coverFields.flatMap((what) => {
    const [granted = 'unknown', stands = 'unknown'] = [covers[what], standing[what]];
    const isSame = covers[what] === standing[what] && (what !== 'environment' || standing[what] !== undefined);
    return isSame ? [] : [{ what, granted, stands }];
  });
}
