/** Two sets of answers to the same questions: which verdicts differ, by control and dataset. Pure. */
import type { Verdict } from '../../../../estate/index.ts';
import type { Judged } from '../../../../policies/index.ts';

export interface Change {
  readonly control: string;
  readonly dataset: string | undefined;
  /** `none`: the control was not there, or is no more. */
  readonly was: Verdict | 'none';
  readonly becomes: Verdict | 'none';
  /** Sorted. */
  readonly subjects: readonly string[];
}

interface Row {
  readonly control: string;
  readonly subject: string;
  readonly dataset: string | undefined;
  readonly verdict: Verdict;
}

const worstFirst: readonly Verdict[] = ['deny', 'unknown', 'allow', 'not-applicable'];

/** A subject that one control answers twice stands as its worst answer. */
function rowsOf(judged: readonly Judged[]): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const { question, answer } of judged)
    for (const { control, verdict } of answer.decisions) {
      const subject = question.subject.id;
      const key = JSON.stringify([control, question.stage, subject]);
      const known = rows.get(key);
      const isWorse = known === undefined || worstFirst.indexOf(verdict) < worstFirst.indexOf(known.verdict);
      if (isWorse) rows.set(key, { control, subject, dataset: question.dataset?.id, verdict });
    }
  return rows;
}

const quiet: ReadonlySet<Change['was']> = new Set(['none', 'allow', 'not-applicable']);

/** Heaviest first. What appears or goes without ever refusing anything is no change. */
export function changesBetween(before: readonly Judged[], after: readonly Judged[]): Change[] {
  const [old, fresh] = [rowsOf(before), rowsOf(after)];
  const groups = new Map<string, Change & { subjects: string[] }>();
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const was = old.get(key)?.verdict ?? 'none';
    const becomes = fresh.get(key)?.verdict ?? 'none';
    if (was === becomes || ((was === 'none' || becomes === 'none') && quiet.has(was) && quiet.has(becomes))) continue;
    const { control, subject, dataset } = (fresh.get(key) ?? old.get(key))!;
    const group = JSON.stringify([control, dataset, was, becomes]);
    const known = groups.get(group);
    if (known === undefined) groups.set(group, { control, dataset, was, becomes, subjects: [subject] });
    else known.subjects.push(subject);
  }
  const weight = ({ becomes }: Change) => (becomes === 'none' ? worstFirst.length : worstFirst.indexOf(becomes));
  return [...groups.values()]
    .map((each) => ({ ...each, subjects: each.subjects.sort() }))
    .sort((one, other) => weight(one) - weight(other) || (one.control < other.control ? -1 : 1));
}
