/** Puts the questions about a plan, container by container; what stands like a container before it is not asked again. */
import type { Collection, Control, PlannedMove } from '../../estate/index.ts';
import { aboutContainer, isJudged, put, type Judged } from '../ask.ts';
import type { Engine } from '../engine/engine.ts';
import { moveQuestions } from '../questions/moving.ts';
import type { View } from '../questions/view.ts';
import type { Question } from '../schema/question.ts';
import { restated } from './restated.ts';
import { standingOf } from './standing.ts';

/** More kinds of standing than this are not worth their memory. */
const mostStandings = 20_000;

/** Of a container that is none to judge. */
const unasked: readonly Judged[] = [];

export interface Asked {
  readonly container: string;
  /** What was asked and answered of the first container that stood so: the same but for subject and citations. */
  readonly alike: readonly Judged[];
  /** The same of this very container. */
  readonly own: () => Iterable<Judged>;
}

/** Labels of the last collection stand in for those that a plan cannot show; nothing else of it is believed. */
export function withLately(view: View, lately: Collection | undefined): View {
  if (lately === undefined) return view;
  const observed = lately.observations.filter(({ fact }) => fact === 'labels');
  const labels = new Map(observed.map((each) => [each.subject, each]));
  const standIn = (subject: string) =>
    view.seen(subject, 'labels')?.value === undefined ? labels.get(subject) : undefined;
  return {
    ...view,
    seen: (subject, fact) => ((fact === 'labels' ? standIn(subject) : undefined) ?? view.seen(subject, fact)) as never,
    told: (subject) => {
      const found = standIn(subject);
      if (found === undefined) return view.told(subject);
      return [...view.told(subject).filter(({ fact }) => fact !== 'labels'), found];
    },
    likenessOf: (subject) => (standIn(subject) === undefined ? view.likenessOf(subject) : undefined),
  };
}

/** In a stable order: containers by subject, then paths by subject, each path once. */
export function* askPlan(
  view: View,
  engine: Engine,
  catalogue: readonly Control[],
  moves: readonly PlannedMove[],
): Generator<Asked> {
  const standings = new Map<string, { readonly of: string; readonly alike: readonly Judged[] }>();
  for (const container of view.containers) {
    const { subject } = container;
    const standing = standingOf(view, container);
    const known = standing === undefined ? undefined : standings.get(standing);
    // Of those that stand alike either all are judged or none is.
    const isAsked = known === undefined ? isJudged(view, container) : known.alike !== unasked;
    const asked = () => [...aboutContainer(view, engine, catalogue, container)];
    const { of, alike } = known ?? { of: subject, alike: isAsked ? asked() : unasked };
    if (known === undefined && standing !== undefined && standings.size < mostStandings)
      standings.set(standing, { of, alike });
    const own = () => (known === undefined ? alike : (restated(alike, of, subject) ?? asked()));
    if (isAsked) yield { container: subject, alike, own };
  }
  for (const { container, question } of pathsOf(view, moves)) {
    const alike = [put(engine, catalogue, question)];
    yield { container, alike, own: () => alike };
  }
}

/** Out of the private side; nobody knows; neither. */
function weightOf({ flow }: Question): number {
  if (flow?.state === 'unknown') return 1;
  return flow?.fromSide === 'private' && flow.toSide !== 'private' ? 2 : 0;
}

function pathsOf(view: View, moves: readonly PlannedMove[]) {
  const paths = moves.flatMap((move) =>
    moveQuestions(view, move).map((question) => ({ container: move.subject, question })),
  );
  // Of two that lead the same way the worse decides, whichever was told last.
  const once = new Map<string, (typeof paths)[number]>();
  for (const path of paths) {
    const known = once.get(path.question.subject.id);
    if (known === undefined || weightOf(path.question) > weightOf(known.question))
      once.set(path.question.subject.id, path);
  }
  return [...once].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, path]) => path);
}
