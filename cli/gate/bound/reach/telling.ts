/** The sealed reach diff for whoever is about to apply: people are counted, and what is withheld is said. */
import type { Say } from '../../../../estate/index.ts';
import type { Context } from '../../../context.ts';
import { tellReach } from '../../../reach/tell.ts';
import { shown, type ReachShown } from '../../change/reach.ts';
import type { SealedReach } from './reading.ts';

export interface CountedReach extends ReachShown {
  readonly datasets: number;
  readonly withheld: number;
}

export function countedReach({ datasets, withheld, ...reach }: SealedReach): CountedReach {
  return { ...shown(reach), datasets, withheld };
}

const mostRows = 12;

export function tellSealedReach(
  { changes, datasets, withheld, more, unplaced }: CountedReach,
  say: Say,
  { out }: Context,
): void {
  out.line({ text: `  ${say('gate.section.reach')}`, style: 'bold' }, 4);
  const isNamed = changes.length === datasets;
  const { head, rows } = tellReach(say, changes);
  if (isNamed) out.line(`    ${head}`, 6);
  const all = rows.flatMap(({ gained, lost, changed, own }) => [
    ...gained.flatMap((way) => way.rows.map((text) => `+ ${text}`)),
    ...lost.flatMap((way) => way.rows.map((text) => `- ${text}`)),
    ...changed.map((text) => `~ ${text}`),
    ...own.map((text) => `· ${text}`),
  ]);
  for (const text of all.slice(0, mostRows)) out.line(`    ${text}`, 6);
  if (all.length > mostRows) out.line(`    ${say('gate.more', { count: all.length - mostRows })}`, 6);
  if (more > 0) out.line(`    ${say('gate.reach.more', { count: more })}`, 6);
  if (unplaced > 0) out.line(`    ${say('gate.reach.unplaced', { count: unplaced })}`, 6);
  if (withheld > 0)
    out.line({ text: `    ${say('bound.reach-withheld', { datasets, withheld })}`, style: 'yellow' }, 6);
}
