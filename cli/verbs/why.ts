/** Why: the decisions on a subject, and under each the facts it stands on, every one with its source and its date. Pure. */
import { parseSubject, type Control, type Decision, type Finding } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';
import { UsageError } from '../usage.ts';
import { declarationsOf, type Declaration } from './declarations.ts';
import type { Ground } from './ground.ts';
import { lawBehind, type LawFact } from './lawFacts.ts';
import { observedFor, type Observed } from './observed.ts';

export interface Explained {
  readonly decision: Decision;
  readonly control: Control;
  /** Left out where nothing was found. */
  readonly finding: Finding | undefined;
  readonly observed: readonly Observed[];
  readonly declared: readonly Declaration[];
  readonly law: readonly LawFact[];
}

export interface Why {
  readonly subject: string;
  readonly kind: string;
  readonly class: string;
  readonly dataset: string | undefined;
  readonly zone: string | undefined;
  /** Deviations first, then unknowns; what found nothing only when it was asked for by name or nothing else is there. */
  readonly explained: readonly Explained[];
  /** Controls that found no deviation here, and those that did not apply. */
  readonly quiet: readonly Pick<Decision, 'control' | 'verdict'>[];
  /** Accesses and paths that end at this container and have findings of their own: subject → how many. */
  readonly related: readonly { readonly subject: string; readonly findings: number }[];
}

export interface Asked {
  readonly subject: string;
  readonly control: string | undefined;
}

const weight = ['deny', 'unknown', 'allow', 'not-applicable'];

function innerOf(subject: string): readonly string[] {
  const { scheme, segments } = parseSubject(subject);
  return ['access', 'path', 'gap'].includes(scheme) ? segments : [];
}

function explain(ground: Ground, judged: Judged, decision: Decision): Explained {
  const control = ground.judgement.catalogue.find(({ id }) => id === decision.control)!;
  const isThis = (finding: Finding) => finding.control === decision.control && finding.subject === decision.subject;
  return {
    decision,
    control,
    finding: ground.judgement.findings.find(isThis),
    observed: observedFor(ground, judged, control),
    declared: declarationsOf(ground, judged, control),
    law: lawBehind(ground, judged, decision, control),
  };
}

function relatedTo({ judgement }: Ground, subject: string): Why['related'] {
  const own = judgement.findings.filter(
    (finding) => finding.subject !== subject && innerOf(finding.subject).at(-1) === subject,
  );
  return [...Map.groupBy(own, (finding) => finding.subject)].map(([id, findings]) => ({
    subject: id,
    findings: findings.length,
  }));
}

/** Names of the same place first: the list to suggest from is cut where nobody would read on. */
function suggestions(word: string, subjects: readonly string[]): readonly string[] {
  const head = word.split('/').slice(0, 3).join('/');
  return subjects
    .toSorted((one, other) => Number(other.startsWith(head)) - Number(one.startsWith(head)))
    .slice(0, 1000);
}

/** Throws `UsageError` for a subject that nothing was asked about, or a control that was not asked about it. */
export function whyOf(ground: Ground, { subject, control }: Asked): Why {
  const judged = ground.judgement.judged.filter(({ question }) => question.subject.id === subject);
  const [first] = judged;
  if (first === undefined) {
    const all = [...new Set(ground.judgement.judged.map(({ question }) => question.subject.id))];
    throw new UsageError('unknown-subject', subject, suggestions(subject, all));
  }
  const rows = judged
    .flatMap((each) =>
      ground.judgement.decisions
        .filter(
          (row) => row.subject === subject && each.answer.decisions.some((answer) => answer.control === row.control),
        )
        .map((decision) => ({ each, decision })),
    )
    .sort((one, other) => weight.indexOf(one.decision.verdict) - weight.indexOf(other.decision.verdict));
  const named = rows.filter(({ decision }) => decision.control === control);
  if (control !== undefined && named.length === 0)
    throw new UsageError(
      'not-asked',
      control,
      rows.map(({ decision }) => decision.control),
    );
  const open = rows.filter(({ decision }) => weight.indexOf(decision.verdict) < 2);
  const told = control === undefined ? (open.length > 0 ? open : rows) : named;
  // The placement speaks of the place; the content question of the same container knows less.
  const { question } = judged.find((each) => each.question.zone !== undefined) ?? first;
  return {
    subject,
    kind: question.subject.kind,
    class: question.class.effective,
    dataset: question.dataset?.id,
    zone: question.zone?.id,
    explained: told.map(({ each, decision }) => explain(ground, each, decision)),
    quiet: rows
      .filter((row) => !told.includes(row))
      .map(({ decision }) => ({ control: decision.control, verdict: decision.verdict })),
    related: relatedTo(ground, subject),
  };
}
