/** Puts every question in order: content first, because the class it yields is a fact of every later question. Pure. */
import { CloisonFault, planeNames, type Control, type Reason } from '../estate/index.ts';
import type { Engine } from './engine/engine.ts';
import { accessQuestions } from './questions/access.ts';
import { contentQuestion, placementQuestion, type ClassFact } from './questions/container.ts';
import { movementQuestions } from './questions/movement.ts';
import { datasetQuestion, flowQuestion, planeQuestion, zoneQuestion } from './questions/register.ts';
import { transferQuestion } from './questions/transfer.ts';
import { waiverQuestion } from './questions/waiver.ts';
import { Grantable } from './granting.ts';
import type { View } from './questions/view.ts';
import type { Answer } from './schema/answer.ts';
import type { Question } from './schema/question.ts';

/** A question and what the policy answered: what a decision replays from. */
export interface Judged {
  readonly question: Question;
  readonly answer: Answer;
}

/** Kinds judged as containers; nodes, namespaces and places are seen, and serve the facts of others. */
const judged = new Set(['bucket', 'prefix', 'volume', 'table', 'fileroot', 'workload', 'database', 'stream']);

/** Declared but not there: a gap of the promise, not a container to judge. */
export function isJudged(view: View, { subject, kind }: View['containers'][number]): boolean {
  return judged.has(kind) && view.seen(subject, 'exists')?.state !== 'absent';
}

/** An evaluation that fails is an unknown of every control that would have applied: never silence, never a pass. */
export function refused(question: Question, catalogue: readonly Control[], reason: Reason): Answer {
  const due = catalogue.filter(
    ({ stages, phases, kinds }) =>
      stages.includes(question.stage) &&
      (phases?.includes(question.phase) ?? true) &&
      kinds.includes(question.subject.kind),
  );
  return {
    version: 'cloison/answer/v1',
    stage: question.stage,
    subject: question.subject.id,
    class: question.class,
    decisions: due.map(({ id }) => ({
      control: id,
      verdict: 'unknown',
      reasons: [reason],
      because: [],
    })),
  };
}

export function put(engine: Engine, catalogue: readonly Control[], question: Question): Judged {
  try {
    return { question, answer: engine.decide(question) };
  } catch (cause) {
    if (!(cause instanceof CloisonFault)) throw cause;
    const reason = { code: 'engine-refused', values: { fault: cause.code } };
    return { question, answer: refused(question, catalogue, reason) };
  }
}

/** What it holds, then where and how it lies, then who reaches it: each with the class that the first answer gives. */
export function* aboutContainer(
  view: View,
  engine: Engine,
  catalogue: readonly Control[],
  { subject, kind }: View['containers'][number],
): Generator<Judged> {
  const content = put(engine, catalogue, contentQuestion(view, subject, kind));
  yield content;
  const known: ClassFact = content.answer.class ?? { ...content.question.class, effective: 'unknown' };
  yield put(engine, catalogue, placementQuestion(view, subject, kind, known));
  const grants = view.seen(subject, 'grants');
  const reach = {
    container: subject,
    kind,
    grants: grants?.value?.grants ?? [],
    observation: grants === undefined ? undefined : view.cite(grants),
    known,
  };
  for (const question of accessQuestions(view, reach)) yield put(engine, catalogue, question);
}

interface Noted {
  readonly classes: ReadonlyMap<string, string>;
  readonly grantable: Grantable;
}

function* aboutEstate(view: View, { classes, grantable }: Noted): Generator<Question> {
  for (const [id, dataset] of Object.entries(view.estate.datasets)) yield datasetQuestion(view, id, dataset);
  for (const [id, zone] of Object.entries(view.estate.zones)) {
    yield zoneQuestion(view, id, zone);
    for (const name of planeNames) yield planeQuestion(view, id, zone, name);
  }
  for (const transfer of view.estate.transfers) yield transferQuestion(view, transfer);
  for (const flow of view.estate.flows) yield flowQuestion(view, flow);
  yield* movementQuestions(view);
  for (const waiver of view.estate.waivers) {
    const found = grantable.for(waiver);
    yield waiverQuestion(view, waiver, classes.get(waiver.subject) ?? 'none', { found });
  }
}

/** Every question of a run with its answer, in a stable order. */
export function* ask(view: View, engine: Engine, catalogue: readonly Control[]): Generator<Judged> {
  const classes = new Map<string, string>();
  const grantable = new Grantable(view.estate.waivers);
  // Waivers are asked last: their longest term is that of the class they stand on, and they hold for what was found.
  const note = (each: Judged): void => {
    const { question, answer } = each;
    grantable.add(each);
    classes.set(question.subject.id, answer.class?.effective ?? question.class.effective);
  };
  for (const container of view.containers) {
    if (!isJudged(view, container)) continue;
    for (const each of aboutContainer(view, engine, catalogue, container)) {
      note(each);
      yield each;
    }
  }
  for (const question of aboutEstate(view, { classes, grantable })) {
    const each = put(engine, catalogue, question);
    note(each);
    yield each;
  }
}
