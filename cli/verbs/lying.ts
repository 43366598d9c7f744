/** Where a dataset really lies: containers that were seen, declared ones that were not, and copies that nobody declared. Pure. */
import { parseSubject, placeOf, zoneOfPlace, type Finding, type Verdict } from '../../estate/index.ts';
import type { Ground } from './ground.ts';

export interface Lying {
  readonly container: string;
  /** `copy-found`: nobody declares it, and it holds some of the same bytes. */
  readonly as: 'home' | 'lies' | 'copy' | 'copy-found' | 'declared';
  readonly zone: string | undefined;
  readonly region: string | undefined;
  readonly country: string | undefined;
  /** The worst that is said of the container itself; undefined where nobody looked. */
  readonly verdict: Verdict | undefined;
  readonly findings: readonly Finding[];
  /** Why a declared container was not seen: a code of coverage. */
  readonly unseen: string | undefined;
}

/** Undeclared containers that a path of this dataset leads to. */
function foundCopies({ judgement }: Ground, id: string): Set<string> {
  return new Set(
    judgement.judged
      .filter(({ question }) => question.subject.kind === 'path' && question.flow?.from === id)
      .map(({ question }) => parseSubject(question.subject.id).segments[1]!),
  );
}

function whyUnseen({ estate, judgement, collection }: Ground, container: string): string {
  const { scheme, segments } = parseSubject(container);
  const place = placeOf(container) ?? (scheme === 'place' ? segments[0]! : '');
  if (zoneOfPlace(estate, place)?.place.saas !== undefined) return 'declared-only';
  if (collection === undefined) return 'not-collected';
  return judgement.gaps.find(({ what }) => what === container || what === place)?.reason ?? 'not-found';
}

function seen(ground: Ground, id: string): Lying[] {
  const { judgement } = ground;
  const copies = foundCopies(ground, id);
  return judgement.judged
    .filter(
      ({ question: { stage, dataset, subject } }) =>
        stage === 'placement' && (dataset?.id === id || copies.has(subject.id)),
    )
    .map(({ question }) => {
      const container = question.subject.id;
      const ends = (subject: string) =>
        subject === container || (subject.startsWith('path://') && parseSubject(subject).segments[1] === container);
      const findings = judgement.findings.filter(({ subject }) => ends(subject));
      const worst = (['deny', 'unknown'] as const).find((verdict) => findings.some((each) => each.verdict === verdict));
      return {
        container,
        as: copies.has(container) ? 'copy-found' : ((question.dataset?.as ?? 'lies') as Lying['as']),
        zone: question.zone?.id,
        region: question.location?.region,
        country: question.location?.country,
        verdict: worst ?? 'allow',
        findings,
        unseen: undefined,
      };
    });
}

/** Seen ones first, in the order of their names; then what is declared and was not seen. */
export function liesToday(ground: Ground, id: string): Lying[] {
  const dataset = ground.estate.datasets[id]!;
  const found = seen(ground, id);
  const known = new Set(found.map(({ container }) => container));
  const declared = [...(dataset.lies ?? []), ...(dataset.copies ?? []).map(({ subject }) => subject)];
  const missing = declared
    .filter((container) => !known.has(container))
    .map((container): Lying => {
      const { scheme, segments } = parseSubject(container);
      const place = placeOf(container) ?? (scheme === 'place' ? segments[0]! : '');
      const zone = zoneOfPlace(ground.estate, place)?.zoneId;
      const unseen = whyUnseen(ground, container);
      return {
        container,
        as: 'declared',
        zone,
        region: undefined,
        country: undefined,
        verdict: undefined,
        findings: [],
        unseen,
      };
    });
  return [...found, ...missing];
}
