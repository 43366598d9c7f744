/** Movements nobody declared: the same bytes as a container of the private side, found on another side. */
import { datasetAt, subjectOf, type Dataset } from '../../estate/index.ts';
import type { Question } from '../schema/question.ts';
import type { View } from './view.ts';

interface Held {
  readonly subject: string;
  readonly side: string;
  readonly prints: ReadonlySet<string>;
}
interface Original extends Held {
  readonly id: string;
  readonly dataset: Dataset;
}

const held = new WeakMap<View, readonly Held[]>();

function heldBy(view: View): readonly Held[] {
  const known =
    held.get(view) ??
    (view.heard.has('content') ? view.containers : []).flatMap(({ subject }) => {
      const prints = view.seen(subject, 'content')?.value?.prints ?? [];
      if (prints.length === 0) return [];
      const side = view.placed(subject).zone?.side;
      return side === undefined ? [] : [{ subject, side, prints: new Set(prints) }];
    });
  held.set(view, known);
  return known;
}

/**
 * Whether what lies in a container may be what another dataset holds: a container of the dataset itself may, and one of
 * a dataset of the same class or above; any other holds more than it declares, unless the original is published.
 */
function isHome(view: View, subject: string, original: Original): boolean {
  const here = datasetAt(view.estate, subject);
  if (here === undefined) return false;
  const published = view.estate.flows.some(
    (flow) => flow.from === original.id && flow.publication !== undefined && flow.publication.from <= view.day,
  );
  return here.id === original.id || here.dataset.class >= original.dataset.class || published;
}

/** Containers of datasets of the private side of which this one, on another side, holds an object. */
export function originalsOf(view: View, subject: string): Original[] {
  const copy = heldBy(view).find((each) => each.subject === subject);
  if (copy === undefined || copy.side === 'private') return [];
  return heldBy(view)
    .filter((each) => each.side === 'private' && !each.prints.isDisjointFrom(copy.prints))
    .flatMap((each) => {
      const claimed = datasetAt(view.estate, each.subject);
      return claimed === undefined ? [] : [{ ...each, id: claimed.id, dataset: claimed.dataset }];
    })
    .filter((original) => !isHome(view, subject, original));
}

/** One path for each pair (private container of a dataset, container of another side) that share an object. */
export function movementQuestions(view: View): Question[] {
  return heldBy(view).flatMap((copy) =>
    originalsOf(view, copy.subject).map((original) => pathQuestion(view, original, copy)),
  );
}

function pathQuestion(view: View, original: Original, copy: Held): Question {
  const declared = original.dataset.class;
  return {
    version: 'cloison/question/v1',
    stage: 'estate',
    phase: view.phase,
    asOf: view.asOf,
    subject: { id: subjectOf.path(original.subject, copy.subject), kind: 'path' },
    class: { declared, detected: 'absent', effective: declared, because: [] },
    flow: {
      state: 'value',
      observation: view.cite(view.seen(copy.subject, 'content')!),
      from: original.id,
      to: copy.subject,
      fromSide: original.side,
      toSide: copy.side,
      fromClass: declared,
      toClass: 'unknown',
      declared: false,
      published: false,
    },
    proof: { state: 'absent' },
  };
}
