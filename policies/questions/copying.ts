/** Where a store sends its copies: to a container that the change or the estate shows, or nobody knows where. */
import { datasetAt, subjectOf, type Place } from '../../estate/index.ts';
import { carriedBy, holdingOf, type Holding } from './claim.ts';
import { highest } from './dataset.ts';
import type { View } from './view.ts';

/** Whether the change makes or keeps it, so that it is judged itself, or the estate declares this very container. */
function isShown(view: View, subject: string): boolean {
  if (view.planned?.has(subject) === true) return true;
  // What a change takes away leaves its name to whoever takes it next.
  return view.gone?.has(subject) !== true && datasetAt(view.estate, subject)?.container === subject;
}

/**
 * In which part of the provider a name is one store in all accounts and regions, as the facts say: of its parts (`cn-*`)
 * that of which the most stands before the region's name. Undefined where nobody said so: another host may have one of the same name.
 */
function namespaceOf(view: View, provider: string, region: string | undefined): string | undefined {
  const [said] = view.facts.statements(provider, 'bucketNamespaces', view.asOf);
  if (region === undefined || said === undefined || said.confidence === 'recalled' || !Array.isArray(said.value))
    return undefined;
  const parts = (said.value as readonly string[]).filter((part) => region.startsWith(part.slice(0, -1)));
  return parts.sort((one, other) => one.length - other.length).at(-1);
}

/**
 * A copy names its target by the bare name of a store: of two that the estate's places of one provider know, nobody knows
 * which is meant. What is no store names regions, and words of our own;
 * a name in which somebody stood is masked by whoever asks (`‹phone 1›`).
 */
function targetOf(view: View, from: string, name: string): string | undefined {
  // A container of the change bears its subject: no text of a plan looks like one.
  if (view.planned?.has(name) === true) return name === from ? undefined : name;
  const { provider, place: own } = view.placed(from);
  if (provider === undefined || !from.startsWith('store://') || !/^[a-z0-9‹][a-z0-9.‹› -]*$/.test(name))
    return undefined;
  const namespace = namespaceOf(view, provider, view.seen(from, 'location')?.value?.region ?? own?.region);
  if (namespace === undefined) return undefined;
  // One of which no region is declared may be in the same part.
  const isNear = ({ region }: Place) => region === undefined || namespaceOf(view, provider, region) === namespace;
  const places = Object.values(view.estate.zones)
    .filter((zone) => zone.provider === provider)
    .flatMap((zone) => Object.entries(zone.places ?? {}))
    .flatMap(([id, place]) => ('s3' in place && isNear(place) ? [id] : []));
  const shown = places.map((place) => subjectOf.bucket(place, name)).filter((subject) => isShown(view, subject));
  return shown.length === 1 && shown[0] !== from ? shown[0] : undefined;
}

/** Before a target of which only logs and lists of names are sent: they may lie where the contents may, under a lower class. */
const about = 'metadata:';

/**
 * Whether logs go to a container that neither the change nor the estate shows: where it lies and what may lie there nobody
 * can say, and so not that it is elsewhere either. A copy of the contents is another thing: it lies where nobody declared one.
 */
export const isUnseenLog = (view: View, subject: string, target: string): boolean =>
  target.startsWith(about) && targetOf(view, subject, target.slice(about.length)) === undefined;

/** Of an unknown class nothing is at least. */
const ladder: ReadonlySet<string> = new Set(['D0', 'D1', 'D2', 'D3', 'D4']);

const holds = (view: View, subject: string): readonly (Holding | undefined)[] => [
  holdingOf(view, subject),
  carriedBy(view, subject),
];

/**
 * Targets that count as declared: a container that holds at least this class, where all that its source holds may lie. The
 * rest of it, its country and its doors, is asked of the target itself. `effective`: the class of the source.
 */
export function declaredAmong(
  view: View,
  subject: string,
  targets: readonly string[],
  effective: string,
): ReadonlySet<string> {
  const held = holds(view, subject);
  const follows = (target: string) => {
    const isMetadata = target.startsWith(about);
    const to = targetOf(view, subject, isMetadata ? target.slice(about.length) : target);
    const its = to === undefined ? undefined : holdingOf(view, to)?.dataset.class;
    if (to === undefined || its === undefined || !ladder.has(effective)) return false;
    const { zoneId } = view.placed(to);
    const mayLie = held.every((each) => zoneId !== undefined && each?.dataset.mayLieIn?.includes(zoneId) === true);
    return mayLie && (isMetadata || highest([its, effective]) === its);
  };
  return new Set(targets.filter(follows));
}
