/** Movements nobody declared: the same bytes as a container of the private side, found on another side. */
import { datasetAt, placeOf, subjectOf, zoneOfPlace } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import type { View } from './view.ts';

interface Held {
  readonly subject: string;
  readonly side: string;
  readonly prints: ReadonlySet<string>;
}

function held(view: View): Held[] {
  return view.containers.flatMap(({ subject }) => {
    const prints = view.seen(subject, 'content')?.value?.prints ?? [];
    const side = zoneOfPlace(view.estate, placeOf(subject) ?? '')?.zone.side;
    return side === undefined || prints.length === 0 ? [] : [{ subject, side, prints: new Set(prints) }];
  });
}

/** One path for each pair (private container of a dataset, undeclared container of another side) that share an object. */
export function movementQuestions(view: View): Question[] {
  const all = held(view);
  const sources = all.filter((each) => each.side === 'private' && datasetAt(view.estate, each.subject) !== undefined);
  const found = all.filter((each) => each.side !== 'private' && datasetAt(view.estate, each.subject) === undefined);
  return sources.flatMap((source) =>
    found.filter((copy) => !copy.prints.isDisjointFrom(source.prints)).map((copy) => pathQuestion(view, source, copy)),
  );
}

function pathQuestion(view: View, source: Held, copy: Held): Question {
  const dataset = datasetAt(view.estate, source.subject)!;
  const declared = dataset.dataset.class;
  return {
    version: 'cloison/question/v1',
    stage: 'estate',
    phase: view.phase,
    asOf: view.asOf,
    subject: { id: subjectOf.path(source.subject, copy.subject), kind: 'path' },
    class: { declared, detected: 'absent', effective: declared, because: [] },
    flow: {
      state: 'value',
      observation: view.cite(view.seen(copy.subject, 'content')!),
      from: dataset.id,
      to: copy.subject,
      fromSide: source.side,
      toSide: copy.side,
      fromClass: declared,
      toClass: 'unknown',
      declared: false,
      published: false,
    },
    proof: { state: 'absent' },
  };
}
