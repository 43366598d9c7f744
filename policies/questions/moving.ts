/** What a plan moves or copies elsewhere: a path out of the private side, unless the dataset may lie where it goes. */
import { subjectOf, type PlannedMove } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { carriedBy, declaredClass } from './claim.ts';
import { datasetFact, registered } from './dataset.ts';
import { membersOf } from './several.ts';
import { placedIn, type Placed } from './placed.ts';
import type { View } from './view.ts';

function endOf(view: View, { provider, region, place }: PlannedMove['from']): Placed {
  const members = provider === undefined || region === undefined ? undefined : membersOf(view, provider, region);
  return placedIn(view.estate, place, provider === undefined ? undefined : { provider }, region, members);
}

/** The side that all zones share it may be in. A provider of which the estate has no zone is outside, never the private side. */
function sideOf(view: View, { provider, zone, among }: Placed): string | undefined {
  if (zone !== undefined) return zone.side;
  if (provider !== undefined && among.length === 0) return 'outside';
  const sides = new Set(among.map((id) => view.estate.zones[id]!.side));
  return sides.size === 1 ? [...sides][0] : undefined;
}

/** Whether every zone it may go to is one where its dataset may lie, or what it holds is published. */
function mayGo(view: View, subject: string, { zoneId, among }: Placed): boolean {
  const held = carriedBy(view, subject);
  const zones = zoneId === undefined ? among : [zoneId];
  const allowed = zones.length > 0 && zones.every((id) => held?.dataset.mayLieIn?.includes(id));
  return allowed || (held !== undefined && registered(view, held.id, held.dataset).published === true);
}

/** Undefined where the movement is one that the estate allows. `observation`: of where it will lie. */
export function moveQuestion(view: View, move: PlannedMove): Question | undefined {
  const [from, to] = [endOf(view, move.from), endOf(view, move.to)];
  if (mayGo(view, move.subject, to)) return undefined;
  const [fromSide, toSide] = [sideOf(view, from), sideOf(view, to)];
  // Whatever the other end is, nothing leaves the private side when it does not start there, or ends there.
  const stays = (fromSide !== undefined && fromSide !== 'private') || toSide === 'private';
  const known = stays || (fromSide !== undefined && toSide !== undefined);
  const target = to.zoneId ?? to.provider ?? 'unknown';
  const declared = declaredClass(view, move.subject);
  const seen = view.seen(move.subject, 'location');
  return {
    version: 'cloison/question/v1',
    stage: 'estate',
    phase: view.phase,
    asOf: view.asOf,
    subject: {
      id: subjectOf.path(move.subject, subjectOf.named(to.zoneId === undefined ? 'provider' : 'zone', target)),
      kind: 'path',
    },
    class: { declared, detected: 'absent', effective: declared === 'none' ? 'unknown' : declared, because: [] },
    dataset: datasetFact(view, move.subject),
    flow: {
      state: known ? 'value' : 'unknown',
      ...(seen === undefined ? {} : { observation: view.cite(seen) }),
      from: carriedBy(view, move.subject)?.id ?? move.subject,
      to: target,
      ...(fromSide === undefined ? {} : { fromSide }),
      ...(toSide === undefined ? {} : { toSide }),
      fromClass: declared === 'none' ? 'unknown' : declared,
      toClass: 'unknown',
      declared: false,
      published: false,
    },
    proof: { state: 'absent' },
  };
}
