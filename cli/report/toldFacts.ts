/** The facts of a question that a control requires, as text: who vouches for each, and the observation it cites. */
import type { Judged } from '../../policies/index.ts';

export interface ToldFact {
  readonly fact: string;
  readonly state: string;
  /** `observed`, `declared`; undefined where the estate alone speaks or nobody does. */
  readonly grade: string | undefined;
  /** Field → text; what the fact says. */
  readonly values: readonly (readonly [string, string])[];
  /** Digest of the observation; undefined for what was not observed. */
  readonly observation: string | undefined;
}

const envelope = new Set(['state', 'observation', 'grade']);

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(shown).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(shown).join(' ');
}

const textOr = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** In the order of `requires`; a fact that the question does not carry is told as missing. */
export function toldFacts({ question }: Judged, requires: readonly string[]): ToldFact[] {
  const facts = question as unknown as Record<string, Record<string, unknown> | undefined>;
  return requires.map((name) => {
    const fact = facts[name] ?? { state: 'missing' };
    return {
      fact: name,
      state: String(fact['state']),
      grade: textOr(fact['grade']),
      values: Object.entries(fact)
        .filter(([field]) => !envelope.has(field))
        .map(([field, value]) => [field, shown(value)] as const),
      observation: textOr(fact['observation']),
    };
  });
}
