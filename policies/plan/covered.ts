/** What stands at the addresses of a plan in this run: what an exception for one of them is bound to. */
import { dataClasses, type DataClass, type Standing } from '../../estate/index.ts';
import { holdingOf } from '../questions/claim.ts';
import { locationFact } from '../questions/place.ts';
import type { View } from '../questions/view.ts';

/** The environment that a container is for, as the caller or its stack says; undefined where nobody does. */
export type EnvironmentOf = (container: string) => string | undefined;

const isClass = (text: string | undefined): text is DataClass => dataClasses.some((each) => each === text);

/** `judged`: the class that the container was judged with. */
function standingAt(view: View, container: string, judged: string | undefined, environment: string | undefined) {
  const { provider, zoneId, placeId } = view.placed(container);
  const { region, country } = locationFact(view, container);
  const all: Record<keyof Omit<Standing, 'verdict' | 'found'>, string | undefined> = {
    dataset: holdingOf(view, container)?.id,
    class: isClass(judged) ? judged : undefined,
    provider,
    zone: zoneId,
    place: placeId ?? view.planned?.get(container)?.place,
    region,
    country,
    environment: environment === '' ? undefined : environment,
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== undefined)) as Standing;
}

/** One object for all that stand alike: there may be a hundred thousand. */
export class Standings {
  readonly #view: View;
  readonly #environmentOf: EnvironmentOf;
  readonly #known = new Map<string, Standing>();
  readonly bySubject = new Map<string, Standing>();

  constructor(view: View, environmentOf: EnvironmentOf) {
    this.#view = view;
    this.#environmentOf = environmentOf;
  }

  /** Of a container with a name of its own nothing is kept; the first that is said of one stands. */
  add(container: string, judged: string | undefined): void {
    if (!container.startsWith('plan://') || this.bySubject.has(container)) return;
    const standing = standingAt(this.#view, container, judged, this.#environmentOf(container));
    const key = JSON.stringify(standing);
    const alike = this.#known.get(key) ?? standing;
    this.#known.set(key, alike);
    this.bySubject.set(container, alike);
  }
}
