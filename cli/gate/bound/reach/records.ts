/**
 * The reach diff as records of the log: what a change does to a dataset, who gains and who loses it, and each person of a
 * row in a record of their own. Datasets, entities and people are named by commitment alone, so destroying the disclosures
 * destroys the names and leaves the counts. Codes: `reach`, then `changed`, `gained` or `lost`, then `operator`.
 */
import { subjectOf, type Json } from '../../../../estate/index.ts';
import type { RunEvent } from '../../../../evidence/index.ts';
import type { ReachChange, ReachRow } from '../../../reach/diff.ts';
import type { Reach } from '../../change/reach.ts';

export const reachCode = 'reach';

/** JSON knows no undefined, and a key that is left out reads like one that nobody wrote. */
const told = (value: string | undefined): Json => value ?? null;

function rowTold({ entity, country, route, clearText, ways }: Omit<ReachRow, 'ids' | 'operators'>): Json {
  return { entity: told(entity), country: told(country), route: told(route), clearText, ways };
}

function changeTold({ class: classes, key, lies, mayLieIn }: ReachChange): Json {
  const turned = ({ from, to }: ReachChange['key']) => ({ from: told(from), to: told(to) });
  return { class: turned(classes), key: turned(key), lies, mayLieIn };
}

function* rowEvents(way: 'gained' | 'lost', subject: string, row: ReachRow, time: string): Generator<RunEvent> {
  const head = { type: 'observation', time } as const;
  const counts = { operators: row.operators };
  yield { ...head, codes: [reachCode, way], counts, disclose: { subject, observation: rowTold(row) } };
  for (const operator of row.ids)
    yield { ...head, codes: [reachCode, way, 'operator'], disclose: { subject, operator } };
}

/** Nothing where nothing that holds a dataset comes, goes or moves. A diff that finds nothing is a record too. */
export function* reachEvents(reach: Reach | undefined, time: string): Generator<RunEvent> {
  if (reach === undefined) return;
  const { changes, more, unplaced } = reach;
  const head = { type: 'observation', time } as const;
  yield { ...head, codes: [reachCode], counts: { datasets: changes.length, more, unplaced } };
  for (const change of changes) {
    const subject = subjectOf.named('dataset', change.dataset);
    const counts = { gained: change.gained.length, lost: change.lost.length };
    yield { ...head, codes: [reachCode, 'changed'], counts, disclose: { subject, observation: changeTold(change) } };
    for (const row of change.gained) yield* rowEvents('gained', subject, row, time);
    for (const row of change.lost) yield* rowEvents('lost', subject, row, time);
  }
}
