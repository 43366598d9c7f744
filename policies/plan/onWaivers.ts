/** Every exception of the estate, asked last: how long it may run, and whether it still holds, hangs on what stands there. */
import { provisionalIn, type Control } from '../../estate/index.ts';
import { put, type Judged } from '../ask.ts';
import type { Engine } from '../engine/engine.ts';
import { declaredClass } from '../questions/claim.ts';
import { waiverQuestion } from '../questions/waiver.ts';
import type { Grantable } from '../granting.ts';
import type { View } from '../questions/view.ts';
import type { Standings } from './covered.ts';
import type { Tally } from './tally.ts';

interface Answered {
  readonly tally: Tally;
  readonly standings: Standings;
  readonly grantable: Grantable;
}

export function onWaivers(
  view: View,
  engine: Engine,
  catalogue: readonly Control[],
  { tally, standings, grantable }: Answered,
): Judged[] {
  return view.estate.waivers.map((waiver) => {
    const { subject } = waiver;
    const classed = tally.classOf(subject) ?? declaredClass(view, subject);
    const met = { standing: standings.bySubject.get(provisionalIn(subject) ?? ''), found: grantable.for(waiver) };
    return put(engine, catalogue, waiverQuestion(view, waiver, classed, met));
  });
}
