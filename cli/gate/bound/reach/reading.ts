/** The reach diff as the log of a sealed decision tells it, as far as its names are still disclosed. */
import { parseSubject } from '../../../../estate/index.ts';
import { readRecords, type BundleFolder, type DisclosedRecord } from '../../../../evidence/index.ts';
import type { ReachChange, ReachRow } from '../../../reach/diff.ts';
import { reachCode } from './records.ts';

export interface SealedReach {
  /** Those whose names are disclosed; what is withheld of them is counted and not guessed. */
  readonly changes: readonly ReachChange[];
  /** Datasets that change, named or not. */
  readonly datasets: number;
  readonly more: number;
  readonly unplaced: number;
  /** Datasets, rows and people whose names are withheld. */
  readonly withheld: number;
}

type Nulled = Readonly<Record<string, unknown>>;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
const partOf = (value: unknown): Nulled => (typeof value === 'object' && value !== null ? (value as Nulled) : {});
const turned = (value: unknown) => ({ from: textOf(partOf(value)['from']), to: textOf(partOf(value)['to']) });
const lists = (value: unknown) => ({ gained: listOf(partOf(value)['gained']), lost: listOf(partOf(value)['lost']) });

interface Growing extends Omit<ReachChange, 'gained' | 'lost'> {
  readonly gained: (ReachRow & { ids: string[] })[];
  readonly lost: (ReachRow & { ids: string[] })[];
}

function changeOf({ opened }: DisclosedRecord): Growing | undefined {
  if (typeof opened.subject !== 'string' || opened.observation === undefined) return undefined;
  const seen = partOf(opened.observation);
  return {
    dataset: parseSubject(opened.subject).segments[0]!,
    class: turned(seen['class']),
    key: turned(seen['key']),
    lies: lists(seen['lies']),
    mayLieIn: lists(seen['mayLieIn']),
    gained: [],
    lost: [],
  };
}

function rowOf({ record, opened }: DisclosedRecord): (ReachRow & { ids: string[] }) | undefined {
  if (opened.observation === undefined) return undefined;
  const seen = partOf(opened.observation);
  return {
    entity: textOf(seen['entity']),
    country: textOf(seen['country']),
    route: textOf(seen['route']),
    clearText: seen['clearText'] === true,
    ways: listOf(seen['ways']),
    operators: record.counts?.['operators'] ?? 0,
    ids: [],
  };
}

/** Grows by one record after the other; a row belongs to the dataset before it, a person to the row before them. */
class Growth {
  readonly changes: Growing[] = [];
  head: { datasets: number; more: number; unplaced: number } | undefined;
  withheld = 0;
  #change: Growing | undefined;
  #row: (ReachRow & { ids: string[] }) | undefined;

  take(told: DisclosedRecord): void {
    const [, way, who] = told.record.codes!;
    const counts = told.record.counts ?? {};
    if (way === undefined)
      this.head = { datasets: counts['datasets'] ?? 0, more: counts['more'] ?? 0, unplaced: counts['unplaced'] ?? 0 };
    else if (way === 'changed') this.#begin(changeOf(told));
    else if (who === 'operator') this.#person(told.opened.operator);
    else this.#add(way === 'gained' ? 'gained' : 'lost', rowOf(told));
  }

  #begin(change: Growing | undefined): void {
    [this.#change, this.#row] = [change, undefined];
    if (change === undefined) this.withheld += 1;
    else this.changes.push(change);
  }

  #add(way: 'gained' | 'lost', row: (ReachRow & { ids: string[] }) | undefined): void {
    this.#row = row;
    if (row === undefined || this.#change === undefined) this.withheld += 1;
    else this.#change[way].push(row);
  }

  #person(id: unknown): void {
    if (typeof id !== 'string' || this.#row === undefined) this.withheld += 1;
    else this.#row.ids.push(id);
  }
}

/** Undefined where the run found nothing to compare. Verify the evidence first. Reads no further than the diff itself. */
export async function sealedReach(folder: BundleFolder): Promise<SealedReach | undefined> {
  const growth = new Growth();
  for await (const told of readRecords(folder)) {
    const { type, codes } = told.record;
    if (type === 'evaluation') break;
    if (type === 'observation' && codes?.[0] === reachCode) growth.take(told);
  }
  const { head, changes, withheld } = growth;
  return head && { ...head, changes, withheld };
}
