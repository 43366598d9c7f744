/** What became of everything that came in: each subject of the collection ends in exactly one row, and the rows add up. */
import type { Collection, Observation, Verdict } from '../../estate/index.ts';
import type { Judgement } from '../../policies/index.ts';

/**
 * `judged`: questions were put about it. `context`: nothing lies in it (a place, a machine, a namespace, a secret), its facts
 * serve the questions about others. `absent`: promised, looked for and not there; a gap names it.
 */
export type Ending = 'judged' | 'context' | 'absent';

export interface Accounted {
  readonly subject: string;
  readonly kind: string;
  readonly as: Ending;
  /** How its controls answered; absent where nothing was asked. */
  readonly verdicts?: Partial<Readonly<Record<Verdict, number>>>;
}

function tally(verdicts: readonly Verdict[]): NonNullable<Accounted['verdicts']> {
  return Object.fromEntries([...Map.groupBy(verdicts, (each) => each)].map(([verdict, all]) => [verdict, all.length]));
}

/** In the order of the subjects. */
export function accountedOf({ judged, decisions }: Judgement, collection: Collection | undefined): Accounted[] {
  const asked = new Set(judged.map(({ question }) => question.subject.id));
  const verdicts = Map.groupBy(decisions, ({ subject }) => subject);
  const observations = collection?.observations ?? [];
  const absent = new Set(
    observations.filter(({ fact, state }) => fact === 'exists' && state === 'absent').map(({ subject }) => subject),
  );
  const kinds = new Map<string, Observation['kind']>(observations.map(({ subject, kind }) => [subject, kind]));
  return [...kinds]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([subject, kind]) => {
      if (asked.has(subject)) {
        const answered = verdicts.get(subject) ?? [];
        return { subject, kind, as: 'judged', verdicts: tally(answered.map(({ verdict }) => verdict)) };
      }
      return { subject, kind, as: absent.has(subject) ? 'absent' : 'context' };
    });
}
