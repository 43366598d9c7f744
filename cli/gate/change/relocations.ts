/** What a plan does to where datasets lie: containers that come, go or move, each with its dataset. Pure. */
import { datasetAt, subjectOf, type Estate, type PlannedAt } from '../../../estate/index.ts';
import type { PlanReading, PlanRow } from '../../../audit/index.ts';
import type { Relocation } from '../../reach/relocated.ts';

/** So many containers of one dataset in one place are named; the others are reached by the same people. */
const mostNamed = 20;

export interface Relocations {
  readonly told: readonly Relocation[];
  /** Containers beyond those that are named, in places where others of their dataset come or go too. */
  readonly more: number;
  /** Containers of datasets that will lie at no place of the estate, or at one known only after apply. Where they lie may be known. */
  readonly unplaced: number;
}

/** The planner's own word for what has no place or no name yet; every other subject of a container begins with its place. */
const isProvisional = (subject: string): boolean => subject.startsWith('plan://');

/** Of a name that is known only after apply, the place alone is told: who reaches it depends on nothing else. */
function toldAs(subject: string, place: string | undefined): string | undefined {
  if (!isProvisional(subject)) return subject;
  return place === undefined ? undefined : subjectOf.named('place', place);
}

/** The word of the estate that comes, then of the one that is, then the claim: as the judgement takes it. */
function datasetOf(estates: readonly Estate[], subjects: readonly string[], claims: readonly (string | undefined)[]) {
  for (const subject of subjects)
    for (const estate of estates) {
      const declared = datasetAt(estate, subject);
      if (declared !== undefined) return declared.id;
    }
  return claims.find((each) => each !== undefined);
}

/** Of a hundred thousand the first of each dataset in each place are kept, and the others counted. */
class Told {
  readonly #byPlaces = new Map<string, Relocation[]>();
  more = 0;

  add(relocation: Relocation): void {
    const key = keyOf(relocation);
    const alike = this.#byPlaces.get(key);
    if (alike === undefined) this.#byPlaces.set(key, [relocation]);
    else if (alike.length < mostNamed) alike.push(relocation);
    else this.more += 1;
  }

  all(): readonly Relocation[] {
    return [...this.#byPlaces.values()].flat();
  }
}

/** `head`: the estate of the change where it comes with one, else of the ref. */
export function relocationsOf({ rows, planned, leaving }: PlanReading, base: Estate, head: Estate): Relocations {
  const estates = head === base ? [base] : [head, base];
  const leaves = new Map(leaving.map((each) => [each.to, each]));
  const told = new Told();
  let unplaced = 0;
  const isNew = ({ operation }: PlanRow, subject: string, at: PlannedAt): boolean =>
    operation === 'create' || leaves.has(subject) || at.claims !== at.claimedBefore;
  const added = new Set<string>();
  for (const row of rows) {
    const { outcome, operation, subject } = row;
    if (outcome !== 'judged' || operation === 'same' || subject === undefined) continue;
    const at = planned.get(subject);
    if (at === undefined || !isNew(row, subject, at)) continue;
    const count = added.size;
    if (added.add(subject).size === count) continue;
    const { claims, claimedBefore, place } = at;
    const from = leaves.get(subject);
    const subjects = from === undefined ? [subject] : [subject, from.subject];
    const dataset = datasetOf(estates, subjects, [claims, claimedBefore, from?.claims]);
    if (dataset === undefined || !Object.hasOwn(head.datasets, dataset)) continue;
    const to = toldAs(subject, place);
    if (to === undefined) unplaced += 1;
    const gone = from === undefined ? undefined : toldAs(from.subject, undefined);
    if (to !== undefined || gone !== undefined)
      told.add({ dataset, ...(gone === undefined ? {} : { from: gone }), ...(to === undefined ? {} : { to }) });
  }
  for (const { subject, to, claims } of leaving) {
    const dataset = datasetOf(estates, [subject], [claims]);
    if (to === undefined && dataset !== undefined && !isProvisional(subject)) told.add({ dataset, from: subject });
  }
  return { told: told.all(), more: told.more, unplaced };
}

/** As far as the place: cut and not parsed, for there may be a hundred thousand. */
function placePart(subject: string): string {
  const end = subject.indexOf('/', subject.indexOf('//') + 2);
  return end < 0 ? subject : subject.slice(0, end);
}

/** Dataset and the two places. */
const keyOf = ({ dataset, from = '', to = '' }: Relocation): string => `${dataset} ${placePart(from)} ${placePart(to)}`;
