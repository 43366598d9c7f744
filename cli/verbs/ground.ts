/** What the three verbs stand on: the promise and where it is written, the policy, and what was seen, if anything was. */
import type { Collection, Estate, EstatePositions } from '../../estate/index.ts';
import type { Engine, Facts, Judgement, Premises } from '../../policies/index.ts';
import { UsageError } from '../usage.ts';

export interface Ground {
  readonly estate: Estate;
  readonly positions: EstatePositions;
  /** A file of the estate as the user would write its path. */
  readonly near: (file: string) => string;
  readonly premises: Premises;
  readonly facts: Facts;
  readonly engine: Engine;
  /** Our own controls, for further questions to the engine; the judgement's holds those of bundles too. */
  readonly catalogue: Judgement['catalogue'];
  /** Undefined: nothing was looked at, and the estate alone speaks. */
  readonly collection: Collection | undefined;
  readonly judgement: Judgement;
}

/** Names that hold what was written come first: a person remembers a part of a name more often than they slip on a key. */
function likely(word: string, known: readonly string[]): readonly string[] {
  const holding = known.filter((name) => name.toLowerCase().includes(word.toLowerCase()));
  return holding.length > 0 && word !== '' ? holding : known;
}

/** `dataset://x` is the same as `x`. Throws `UsageError` with what may have been meant. */
export function datasetNamed(estate: Estate, written: string): string {
  const id = written.replace(/^dataset:\/\//, '');
  if (Object.hasOwn(estate.datasets, id)) return id;
  throw new UsageError('unknown-dataset', id, likely(id, Object.keys(estate.datasets)));
}

/** The mark of a verdict: never colour alone. */
export const marks = { may: '✓', 'may-not': '✗', unknown: '?', 'in-part': '±' } as const;
export const verdictMarks = { allow: '✓', deny: '✗', unknown: '?', 'not-applicable': '·' } as const;
/** Not refused where it was asked, and no yes either: another question settles it. */
export const settledElsewhere = '!';
