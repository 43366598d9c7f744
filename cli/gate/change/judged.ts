/** The change of the estate itself, judged with the estate that it changes. Pure. */
import type { Instant } from '../../../estate/index.ts';
import { judgeChange, type ChangeJudgement } from '../../../policies/index.ts';
import type { LoadedEstate } from '../../compose/loadEstate.ts';
import type { Bench } from '../../compose/premises.ts';
import type { LoadedChange } from './load.ts';

export function changeJudged(
  { estate: base }: LoadedEstate,
  { head, signature, trust }: LoadedChange,
  { engine, catalogue }: Bench,
  asOf: Instant,
): ChangeJudgement {
  const change = { base, head: head.estate, signature, ...(trust === undefined ? {} : { trust }) };
  return judgeChange(change, asOf, engine, catalogue);
}
