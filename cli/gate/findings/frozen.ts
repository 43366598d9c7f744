/** Freezes against what this change alters: what it makes, and the containers that it takes away. Pure. */
import { datasetAt, placeOf, zoneOfPlace } from '../../../estate/index.ts';
import type { PlanReading } from '../../../audit/index.ts';
import { containersOf } from './bySubject.ts';
import { freezesMet } from './freezes.ts';
import type { GateGround } from '../ground.ts';
import type { GateFinding, GateReport } from '../report.ts';

type Ground = Pick<GateGround, 'loaded' | 'times'> & {
  readonly reading: Pick<PlanReading, 'rows' | 'inputs' | 'planned' | 'leaving'>;
};

/** A manifest that looks as if a cluster held it already may have been typed so: in a freeze it is a change like any other. */
function changing({ rows, inputs }: Ground['reading']) {
  const typed = new Set(inputs.filter(({ kind }) => kind === 'kubernetes').map(({ name }) => name));
  return rows.map((row) =>
    typed.has(row.input) && row.operation === 'same' ? { ...row, operation: 'update' as const } : row,
  );
}

/** What a row names no container of is met by its former one: who deletes or moves away what is frozen alters it. */
export function frozen(
  { loaded: { estate }, reading, times }: Ground,
  findings: readonly Pick<GateFinding, 'subject' | 'zone' | 'dataset'>[],
  lane: string | undefined,
): GateReport['freezes'] {
  if (estate.freezes.length === 0) return [];
  const found = new Map(findings.map(({ subject, zone, dataset }) => [subject, [zone, dataset]] as const));
  const known = new Set([...Object.keys(estate.zones), ...Object.keys(estate.datasets)]);
  const declared = (subject: string) => [
    zoneOfPlace(estate, placeOf(subject) ?? '')?.zoneId,
    datasetAt(estate, subject)?.id,
  ];
  const left = Map.groupBy(reading.leaving, ({ to }) => to);
  const leftBy = (to: string | undefined) =>
    (left.get(to) ?? []).map(({ subject, claims }) => [...declared(subject), claims]);
  // Who alters a bucket alters what lies in its declared prefixes.
  const inner = Map.groupBy(reading.planned.keys(), (subject) => containersOf(subject)[1]);
  const scopesOf = (subject: string) => {
    const at = reading.planned.get(subject);
    return [
      at?.zone,
      at?.claims,
      at?.claimedBefore,
      ...(found.get(subject) ?? []),
      ...declared(subject),
      ...leftBy(subject).flat(),
      ...(inner.get(subject) ?? []).flatMap(declared),
    ];
  };
  const scoped = (scopes: readonly (string | undefined)[]) => scopes.filter((each) => each !== undefined);
  return freezesMet(estate.freezes, {
    rows: changing(reading),
    gone: leftBy(undefined).map(scoped),
    known,
    scopesOf: ({ subject }) => (subject === undefined ? [] : scoped(scopesOf(subject))),
    now: times.now,
    lane,
  });
}
