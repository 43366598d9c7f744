/** What a plan moves or copies elsewhere: a path out of the private side, unless the dataset may lie where it goes. */
import { byText, subjectOf, type Dataset, type PlannedMove } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import { carriedBy, declaredClass } from './claim.ts';
import { datasetFact, registered } from './dataset.ts';
import { membersOf } from './several.ts';
import { placedIn, type Placed } from './placed.ts';
import type { View } from './view.ts';

interface Going {
  readonly id: string;
  readonly dataset: Dataset;
}

function endOf(view: View, { provider, region, place, zone }: PlannedMove['from']): Placed {
  const members = provider === undefined || region === undefined ? undefined : membersOf(view, provider, region);
  const at = provider === undefined ? undefined : { provider, ...(zone === undefined ? {} : { zone }) };
  return placedIn(view.estate, place, at, region, members);
}

/** The side that all zones share it may be in. A provider of which the estate has no zone is outside, never the private side. */
function sideOf(view: View, { provider, zone, among }: Placed): string | undefined {
  if (zone !== undefined) return zone.side;
  if (provider !== undefined && among.length === 0) return 'outside';
  const sides = new Set(among.map((id) => view.estate.zones[id]!.side));
  return sides.size === 1 ? [...sides][0] : undefined;
}

/** What goes: of a copy what its source holds, highest first; else what the container itself brings along. */
function goingIn(view: View, { subject, holds = [] }: PlannedMove): readonly Going[] {
  const { datasets } = view.estate;
  const copied = holds.flatMap((id): Going[] => (Object.hasOwn(datasets, id) ? [{ id, dataset: datasets[id]! }] : []));
  if (copied.length > 0) return copied.toSorted((one, other) => byText(other.dataset.class, one.dataset.class));
  const carried = carriedBy(view, subject);
  return carried === undefined ? [] : [carried];
}

/** Whether every zone it may go to is one where its dataset may lie, or what it holds is published. */
function mayGo(view: View, { id, dataset }: Going, { zoneId, among }: Placed): boolean {
  const zones = zoneId === undefined ? among : [zoneId];
  const allowed = zones.length > 0 && zones.every((zone) => dataset.mayLieIn?.includes(zone));
  return allowed || registered(view, id, dataset).published === true;
}

/**
 * One for each dataset that goes where it may not lie; none where the estate allows the movement. Of a copy or a movement of
 * which nobody knows what it holds one too.
 */
export function moveQuestions(view: View, move: PlannedMove): Question[] {
  const ends = { from: endOf(view, move.from), to: endOf(view, move.to) };
  const going = goingIn(view, move);
  if (going.length === 0) return [moveQuestion(view, move, ends, undefined)];
  return going.filter((each) => !mayGo(view, each, ends.to)).map((each) => moveQuestion(view, move, ends, each));
}

/** `observation`: of where it will lie. */
function moveQuestion(
  view: View,
  move: PlannedMove,
  { from, to }: { readonly from: Placed; readonly to: Placed },
  kept: Going | undefined,
): Question {
  const [fromSide, toSide] = [sideOf(view, from), sideOf(view, to)];
  // Whatever the other end is, nothing leaves the private side when it does not start there, or ends there.
  const stays = (fromSide !== undefined && fromSide !== 'private') || toSide === 'private';
  const known = stays || (fromSide !== undefined && toSide !== undefined);
  const target = to.zoneId ?? to.provider ?? 'unknown';
  const own = declaredClass(view, move.subject);
  const declared = kept !== undefined && (own === 'none' || kept.dataset.class > own) ? kept.dataset.class : own;
  const zone = subjectOf.named(to.zoneId === undefined ? 'provider' : 'zone', target);
  // A copy leaves what it is made of where it is: by the dataset of that, and the container that is made.
  const isCopy = move.holds !== undefined && kept !== undefined;
  const id = isCopy
    ? subjectOf.path(subjectOf.named('dataset', kept.id), move.subject)
    : subjectOf.path(move.subject, zone);
  const seen = view.seen(move.subject, 'location');
  return {
    version: 'cloison/question/v1',
    stage: 'estate',
    phase: view.phase,
    asOf: view.asOf,
    subject: { id, kind: 'path' },
    class: { declared, detected: 'absent', effective: declared === 'none' ? 'unknown' : declared, because: [] },
    dataset: datasetFact(view, move.subject),
    flow: {
      state: known ? 'value' : 'unknown',
      ...(seen === undefined ? {} : { observation: view.cite(seen) }),
      from: kept?.id ?? move.subject,
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
