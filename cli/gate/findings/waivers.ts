/** What became of every exception, from its papers and from what this run judged. */
import { resolveWaivers } from '../../../estate/index.ts';
import { listedState } from '../../compose/waiverStates.ts';
import type { GateGround } from '../ground.ts';
import type { GateWaiver } from '../report.ts';

/** An exception about a container that these inputs do not hold is no orphan: another change may hold it. */
export function gateWaivers(ground: GateGround, judged: Pick<ReadonlySet<string>, 'has'>): GateWaiver[] {
  const { written, masks, trust, judgement, times } = ground;
  const controls = new Set(judgement.catalogue.map(({ id }) => id));
  const uses = new Map(judgement.waivers.map((use) => [use.id, use]));
  return resolveWaivers(written.estate, written.folder.files, trust, times.asOf).map((signed) => {
    const resolved = masks === undefined ? signed : { ...signed, subject: masks.subject(signed.subject) };
    const { id, control, subject, opinion, waiver } = resolved;
    const met = judged.has(subject) ? judgement : undefined;
    const told = { id, control, subject, until: waiver.until, opinion };
    return {
      ...told,
      applied: uses.get(id)?.state === 'applied',
      state: listedState(resolved, times.asOf, controls, met),
    };
  });
}
