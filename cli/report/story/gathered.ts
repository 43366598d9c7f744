/** Everything that a judgement says about one container, wherever it was said. */
import { parseSubject, type Finding } from '../../../estate/index.ts';
import type { Judged, Judgement } from '../../../policies/index.ts';

export interface Gathered {
  readonly placement: Judged;
  readonly accesses: readonly Judged[];
  /** Paths that end here: the same bytes were found in another container. */
  readonly paths: readonly Judged[];
  readonly findings: readonly Finding[];
}

/** The container that a subject speaks of: itself, the one reached, or the one a path leads to. */
export function containerOf(subject: string): string {
  const { scheme, segments } = parseSubject(subject);
  return scheme === 'access' || scheme === 'path' ? segments[1]! : subject;
}

/** Containers in the order they were judged. */
export function gather({ judged, findings }: Judgement): ReadonlyMap<string, Gathered> {
  const of = (kind: string) =>
    Map.groupBy(
      judged.filter(({ question }) => question.subject.kind === kind),
      ({ question }) => containerOf(question.subject.id),
    );
  const [accesses, paths] = [of('access'), of('path')];
  const found = Map.groupBy(findings, ({ subject }) => containerOf(subject));
  return new Map(
    judged
      .filter(({ question }) => question.stage === 'placement')
      .map((placement) => {
        const subject = placement.question.subject.id;
        return [
          subject,
          {
            placement,
            accesses: accesses.get(subject) ?? [],
            paths: paths.get(subject) ?? [],
            findings: found.get(subject) ?? [],
          },
        ];
      }),
  );
}

/** Judged planes of each zone, by zone id. */
export function planesByZone({ judged }: Judgement): ReadonlyMap<string, readonly Judged[]> {
  return Map.groupBy(
    judged.filter(({ question }) => question.subject.kind === 'plane'),
    ({ question }) => parseSubject(question.subject.id).segments[0]!,
  );
}
