/** A judgement as the events of a log: how far each source was read, each question with its answer, each decision. */
import type { Decision, Json, SourceCoverage } from '../../estate/index.ts';
import { subjectOf } from '../../estate/index.ts';
import { coverageEvent, judgedEvent, waiverEvent, type RunEvent } from '../../evidence/index.ts';
import type { Judged, Judgement, Question, SpeltJudged } from '../../policies/index.ts';

/** Places that can be looked into at all: the others are declared, and cap what a run can say without failing it. */
export function expectedSources(coverage: readonly SourceCoverage[], judgement: Judgement): number {
  const told = coverage.filter(({ reason }) => reason !== 'declared-only').length;
  return told + judgement.gaps.filter(({ reason }) => reason === 'not-collected').length;
}

/** What a bundle was asked names the bundle: our module would answer the same question otherwise. */
function askedOf(question: Question, bundle: string | undefined): Json {
  return bundle === undefined ? question : { bundle, question };
}

/** The schema of an answer tells its reasons in other words. */
type Answered = Pick<Decision, 'control' | 'verdict' | 'reasons'>;

/** `judged` may be put one at a time: of a large plan not every answer is kept, and those that are put again come spelt. */
interface Told extends Pick<Judgement, 'findings' | 'bundles'> {
  readonly judged: Iterable<Judged | SpeltJudged>;
}

type Evaluated = Judged & Partial<SpeltJudged> & { readonly bundle?: string };

function* evaluationsOf({ judged, bundles = [] }: Told): Generator<Evaluated> {
  yield* judged;
  for (const { digest, judged: own } of bundles) for (const each of own) yield { ...each, bundle: digest };
}

/** In the order that verification demands: an evaluation with its decisions, and behind it the exceptions used on them. */
export function* eventsOf(judgement: Told, coverage: readonly SourceCoverage[], time: string): Generator<RunEvent> {
  for (const row of coverage) yield coverageEvent(row, subjectOf.named('place', row.place), time);
  const keyOf = (control: string, subject: string) => `${control} ${subject}`;
  const waivers = new Map(
    judgement.findings.flatMap(({ control, subject, waiver }) =>
      waiver === undefined ? [] : [[keyOf(control, subject), waiver] as const],
    ),
  );
  for (const { question, answer, spelt, bundle } of evaluationsOf(judgement)) {
    const subject = question.subject.id;
    const operator = question.operator?.id;
    // Questions and answers are plain JSON by their schemas; the type of a schema says it in other words.
    const values = { question: askedOf(question, bundle), answer: answer as unknown as Json };
    const asked = { subject, ...(spelt ?? values), operator };
    yield judgedEvent(asked, answer.decisions as readonly Answered[], time);
    for (const { control, verdict } of answer.decisions) {
      const waiver = waivers.get(keyOf(control, subject));
      const isWaived = waiver !== undefined && (verdict === 'deny' || verdict === 'unknown');
      if (isWaived) yield waiverEvent({ control, subject, verdict }, { waiver }, time);
    }
  }
}
