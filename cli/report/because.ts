/** Why: the facts that a decision stood on, each with who vouches for it, where it was read and when. */
import type { Finding } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';
import type { Sighting } from './background.ts';
import type { Report } from './report.ts';

export interface FactRow {
  readonly fact: string;
  readonly state: string;
  /** `observed`, `declared`, or undefined where the estate alone speaks. */
  readonly grade: string | undefined;
  /** Field → text; what the fact says. */
  readonly values: readonly (readonly [string, string])[];
  readonly sighting: Sighting | undefined;
}

const envelope = new Set(['state', 'observation', 'grade']);

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(shown).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(shown).join(' ');
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
  const facts = judged.question as unknown as Record<string, Record<string, unknown> | undefined>;
  return requires.map((name) => {
    const fact = facts[name] ?? { state: 'missing' };
    const { observation } = fact;
    return {
      fact: name,
      state: String(fact['state']),
      grade: typeof fact['grade'] === 'string' ? fact['grade'] : undefined,
      values: Object.entries(fact)
        .filter(([field]) => !envelope.has(field))
        .map(([field, value]) => [field, shown(value)] as const),
      sighting: typeof observation === 'string' ? report.sightings?.[observation] : undefined,
    };
  });
}

/** When the newest cited observation was made; undefined when nothing observed was cited. */
export function observedAt(report: Report, finding: Finding): string | undefined {
  const times = finding.because.flatMap((digest) => report.sightings?.[digest]?.at ?? []);
  return times.toSorted().at(-1);
}
