/** Who reaches what: one row an entity, its country, where its people work and the route of access. */
import { parseSubject } from '../../estate/index.ts';
import type { Judged } from '../../policies/index.ts';
import type { Report } from './report.ts';

export interface ReachRow {
  readonly entity: string;
  readonly country: string | undefined;
  readonly from: readonly string[];
  readonly route: string | undefined;
  readonly operators: number;
  /** Planes of zones that the entity itself runs, as `zone/plane`. */
  readonly planes: readonly string[];
  readonly containers: number;
  /** Nothing rules out that somebody of the row reads in clear. */
  readonly clearText: boolean;
  /** Declared transfers that cover the row, as `id (tool)`. */
  readonly bases: readonly string[];
  readonly deviations: number;
  readonly unknowns: number;
}

interface Reach {
  readonly judged: Judged;
  readonly segments: readonly string[];
  readonly isPlane: boolean;
}

function routeOf({ answer }: Judged): string | undefined {
  const said = answer.decisions.flatMap(({ reasons }) =>
    reasons.map(({ values }) => values as Record<string, unknown>),
  );
  const route = said.find((values) => typeof values['route'] === 'string')?.['route'];
  return typeof route === 'string' ? route : undefined;
}

const distinct = (list: readonly (string | undefined)[]) =>
  [...new Set(list.filter((each) => each !== undefined))].sort();

function rowOf(reaches: readonly Reach[]): ReachRow {
  const { question } = reaches[0]!.judged;
  const verdicts = reaches.flatMap(({ judged }) => judged.answer.decisions.map(({ verdict }) => verdict));
  const persons = reaches.filter(({ isPlane }) => !isPlane);
  return {
    entity: question.operator?.employer ?? question.plane?.entity ?? '',
    country: question.operator?.employerCountry,
    from: [...(question.operator?.worksIn ?? [])],
    route: routeOf(reaches[0]!.judged),
    operators: distinct(persons.map(({ segments }) => segments[0])).length,
    planes: reaches.filter(({ isPlane }) => isPlane).map(({ segments }) => segments.join('/')),
    containers: distinct(persons.map(({ segments }) => segments[1])).length,
    clearText: reaches.some(({ judged }) => judged.question.clearText?.value !== false),
    bases: distinct(
      reaches.map(({ judged: { question: asked } }) =>
        asked.transfer?.id === undefined ? undefined : `${asked.transfer.id} (${asked.transfer.tool ?? '?'})`,
      ),
    ),
    deviations: verdicts.filter((verdict) => verdict === 'deny').length,
    unknowns: verdicts.filter((verdict) => verdict === 'unknown').length,
  };
}

/** Accesses and planes that have an operator; most deviations first. An account that nobody knows is a finding, not a row. */
export function reachRows({ judgement }: Report): ReachRow[] {
  const reaches = judgement.judged
    .filter(({ question }) => ['access', 'plane'].includes(question.subject.kind))
    .filter(({ question }) => question.operator?.employer !== undefined)
    .map((judged) => {
      const { scheme, segments } = parseSubject(judged.question.subject.id);
      return { judged, segments, isPlane: scheme === 'plane' };
    });
  const groups = Map.groupBy(reaches, ({ judged }) => {
    const { operator, clearText } = judged.question;
    const clear = clearText?.value !== false;
    return JSON.stringify([operator?.employer, operator?.employerCountry, operator?.worksIn, routeOf(judged), clear]);
  });
  return [...groups.values()]
    .map(rowOf)
    .sort(
      (one, other) =>
        other.deviations - one.deviations || other.operators - one.operators || one.entity.localeCompare(other.entity),
    );
}
