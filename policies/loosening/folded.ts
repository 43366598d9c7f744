/** Loosenings of one subject as one thing to sign and to read. Pure. */
import type { Loosening } from './shape.ts';

/** As the question says it; `nothing` is said of the whole change. */
export type How = 'changed' | 'removed' | 'added' | 'lowered' | 'undeclared';

export interface Loosened {
  readonly subject: string;
  readonly how: How;
  /** Sorted; empty where the whole subject comes or goes. */
  readonly fields: readonly string[];
}

function howOf({ code, field }: Loosening): How {
  if (code === 'container-lowered') return 'lowered';
  if (code === 'container-undeclared') return 'undeclared';
  return field === '' && code !== 'field' ? code : 'changed';
}

/** In the order of the subjects. A subject that is also gone, or new, is told as that. */
export function folded(loosenings: readonly Loosening[]): Loosened[] {
  return [...Map.groupBy(loosenings, ({ subject }) => subject)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([subject, own]) => ({
      subject,
      how: own.map(howOf).find((how) => how !== 'changed') ?? 'changed',
      fields: [...new Set(own.flatMap(({ field }) => (field === '' ? [] : [field])))].sort(),
    }));
}
