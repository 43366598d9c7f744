/** Where a store sends its copies: to a container that the change or the estate shows, or nobody knows where. */
import { datasetAt, subjectOf } from '../../estate/index.ts';
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
 * Providers at which the name of a store is one store in all accounts and regions (their documentation, naming rules for
 * buckets). Elsewhere the host to which a copy is sent may have another of the same name.
 */
const namesOnce: ReadonlySet<string> = new Set(['aws', 'aws-eusc', 'alibaba']);

/**
 * A copy names its target by the bare name of a store: of two that the estate's places of one provider know, nobody knows
 * which is meant. What is no store names regions, and words of our own.
 */
function targetOf(view: View, from: string, name: string): string | undefined {
  // A container of the change bears its subject: no text of a plan looks like one.
  if (view.planned?.has(name) === true) return name === from ? undefined : name;
  const { provider } = view.placed(from);
  if (
    provider === undefined ||
    !namesOnce.has(provider) ||
    !from.startsWith('store://') ||
    !/^[a-z0-9][a-z0-9.-]*$/.test(name)
  )
    return undefined;
  const places = Object.values(view.estate.zones)
    .filter((zone) => zone.provider === provider)
    .flatMap((zone) => Object.entries(zone.places ?? {}).flatMap(([id, place]) => ('s3' in place ? [id] : [])));
  const shown = places.map((place) => subjectOf.bucket(place, name)).filter((subject) => isShown(view, subject));
  return shown.length === 1 && shown[0] !== from ? shown[0] : undefined;
}

/** Before a target of which only logs and lists of names are sent: they may lie where the contents may, under a lower class. */
const about = 'metadata:';

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
