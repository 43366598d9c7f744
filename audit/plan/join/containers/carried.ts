/**
 * What a container brings along from where it was. A movement renames nothing it carries: the data of its former subject
 * lies in it afterwards, whatever the change calls it there.
 */
import { datasetAt, type Estate, type PlannedAt } from '../../../../estate/index.ts';
import { claimed, highestOf } from '../sides/claims.ts';
import type { Kept } from '../links/keep.ts';

const none: readonly Kept[] = Object.freeze([]);
const slot = ({ entry }: Kept, { name, namespace }: NonNullable<Kept['after']>): string | undefined =>
  name?.value === undefined ? undefined : `${entry!.family}\0${namespace ?? ''}\0${name.value}`;

/** Holders that a change deletes, by family and name: what is made under the name of one of them is that one, moved. */
export class Departed {
  readonly #byName = new Map<string, Kept[]>();

  constructor(all: readonly Kept[]) {
    for (const kept of all) {
      if (kept.planned.operation !== 'delete' || kept.entry?.row.role !== 'holds' || kept.before === undefined)
        continue;
      const at = slot(kept, kept.before);
      if (at === undefined) continue;
      const known = this.#byName.get(at);
      if (known === undefined) this.#byName.set(at, [kept]);
      else known.push(kept);
    }
  }

  /** Those whose name it takes, in the order of their inputs and addresses; none for what was there before. */
  of(kept: Kept): readonly Kept[] {
    if (this.#byName.size === 0 || kept.before !== undefined || kept.planned.operation !== 'create') return none;
    const at = slot(kept, kept.after!);
    const found = at === undefined ? none : (this.#byName.get(at) ?? none);
    const text = ({ planned: { input, address } }: Kept) => `${input}\0${address}`;
    return found.length < 2 ? found : found.toSorted((one, other) => (text(one) < text(other) ? -1 : 1));
  }
}

/**
 * With the highest dataset of what was: as the state claimed it, of its own or of what it takes the name of, and as the
 * estate declares it of each former subject, or of what it is made of (`origins`, datasets).
 */
export function carrying(
  estate: Estate,
  planned: PlannedAt,
  departed: readonly Kept[],
  formerSubjects: readonly string[],
  origins: readonly string[],
): PlannedAt {
  if (departed.length + formerSubjects.length + origins.length === 0) return planned;
  const claims = departed.map((kept) => claimed(estate, kept.before?.claims, 'before'));
  const declared = formerSubjects.map((subject) => datasetAt(estate, subject)?.id);
  const claimedBefore = highestOf(estate, [planned.claimedBefore, ...claims, ...declared, ...origins]);
  const madeOf = [...new Set(origins)].filter((id) => Object.hasOwn(estate.datasets, id)).sort();
  const isHeld = claimedBefore === undefined || claimedBefore === planned.claimedBefore;
  if (isHeld && madeOf.length === 0) return planned;
  return { ...planned, ...(isHeld ? {} : { claimedBefore }), ...(madeOf.length === 0 ? {} : { madeOf }) };
}
