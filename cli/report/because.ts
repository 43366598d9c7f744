/** Why: the facts that a decision stood on, each with who vouches for it, where it was read and when. */
import type { Finding } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';
import type { Sighting } from './background.ts';
import type { Report } from './report.ts';
import { toldFacts, type ToldFact } from './toldFacts.ts';

export interface FactRow extends Omit<ToldFact, 'observation'> {
  readonly sighting: Sighting | undefined;
}

type Index = ReadonlyMap<string, Judged>;
const indexes = new WeakMap<Report, Index>();

function judgedOf(report: Report, finding: Finding): Judged | undefined {
  let index = indexes.get(report);
  if (index === undefined) {
    const { judged: ours, bundles = [] } = report.judgement;
    const pairs = [...ours, ...bundles.flatMap(({ judged }) => judged)].flatMap((judged) =>
      judged.answer.decisions.map(
        ({ control }) => [JSON.stringify([control, judged.question.subject.id]), judged] as const,
      ),
    );
    index = new Map(pairs);
    indexes.set(report, index);
  }
  return index.get(JSON.stringify([finding.control, finding.subject]));
}

/** The facts that the control requires, in its order; empty when the question is not at hand. */
export function factsBehind(report: Report, finding: Finding): FactRow[] {
  const judged = judgedOf(report, finding);
  const requires = report.judgement.catalogue.find(({ id }) => id === finding.control)?.requires ?? [];
  if (judged === undefined) return [];
  return toldFacts(judged, requires).map(({ observation, ...told }) => ({
    ...told,
    sighting: observation === undefined ? undefined : report.sightings?.[observation],
  }));
}

/** When the newest cited observation was made; undefined when nothing observed was cited. */
export function observedAt(report: Report, finding: Finding): string | undefined {
  const times = finding.because.flatMap((digest) => report.sightings?.[digest]?.at ?? []);
  return times.toSorted().at(-1);
}
