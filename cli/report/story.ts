/**
 * One container's findings, joined into the sentence that nobody else's tool prints: what it holds × where it really lies
 * × who can open it × which law may reach them × who holds the key × what to do. Pure.
 */
import { dataClasses, parseSubject, parentsOf, type Estate, type Finding } from '../../estate/index.ts';
import type { Facts, Judged, Judgement } from '../../policies/index.ts';
import type { Story } from './report.ts';
import { gather, planesByZone, type Gathered } from './story/gathered.ts';
import { openingsOf } from './story/openings.ts';
import { lawsReaching, type Tie } from './story/reaching.ts';
import { standingOf } from './story/standing.ts';

const ladder: readonly string[] = dataClasses;
const highest = (classes: readonly string[]) =>
  classes.toSorted((one, other) => ladder.indexOf(other) - ladder.indexOf(one))[0]!;

const points: Readonly<Record<string, number>> = { low: 1, medium: 2, high: 4, critical: 8 };

/** Severity points of the distinct denied controls, times the rank of the class: what a person should read first. */
function weightOf(story: Story, denied: readonly Finding[]): number {
  const controls = new Map(denied.map((finding) => [finding.control, points[finding.severity] ?? 1]));
  return [...controls.values()].reduce((sum, each) => sum + each, 0) * (1 + Math.max(0, ladder.indexOf(story.class)));
}

function keyOf({ question }: Judged): Pick<Story, 'key' | 'keyHolder'> {
  const { encryption, key, hosting } = question;
  if (encryption?.state === 'absent' || encryption?.value === 'none') return { key: 'clear', keyHolder: undefined };
  if (encryption?.value === 'provider-key') return { key: 'provider', keyHolder: hosting?.entity };
  if (key?.state !== 'value') return { key: 'unknown', keyHolder: undefined };
  return { key: key.separate === true ? 'outside' : 'provider', keyHolder: key.entity };
}

function heldBy({ placement, paths }: Gathered, estate: Estate) {
  const { question } = placement;
  const found = paths.filter(({ answer }) => answer.decisions.some(({ verdict }) => verdict === 'deny'));
  const dataset = question.dataset?.id ?? found[0]?.question.flow?.from;
  const home = dataset === undefined ? undefined : estate.datasets[dataset]?.home;
  const side = home === undefined ? undefined : estate.zones[home]?.side;
  return {
    subject: question.subject.id,
    kind: question.subject.kind,
    dataset,
    // The same bytes have the same class: a copy that nobody declared is at least what it was copied from.
    class: highest([question.class.effective, ...found.map((path) => path.question.class.effective)]),
    detected: question.class.detected,
    sameBytesAs: found.map((path) => parseSubject(path.question.subject.id).segments[0]!),
    home: home === undefined || side === undefined ? undefined : { zone: home, side },
  };
}

function hostedBy({ question }: Judged, estate: Estate): Story['hosting'] {
  if (question.hosting?.entity === undefined) return undefined;
  const { entity, country } = question.hosting;
  const declared = parentsOf(estate, entity)
    .slice(1)
    .map((level) => ({ entity: level.id, country: level.entity.country }));
  const recorded = question.hosting.chain?.filter(({ link }) => link === 'parent') ?? [];
  const parents = declared.length > 0 ? declared : recorded;
  return {
    entity,
    country,
    parents: parents.map((each) => each.entity),
    parentCountries: parents.map((each) => each.country),
  };
}

function storyOf(gathered: Gathered, planes: readonly Judged[], estate: Estate, facts: Facts, day: string): Story {
  const { placement, accesses, findings } = gathered;
  const { location, zone, hosting, publicRead, publicWrite } = placement.question;
  const denied = findings.filter(({ verdict }) => verdict === 'deny');
  const opened = [...openingsOf(accesses), ...openingsOf(planes)];
  const ties: Tie[] = [
    ...(hosting?.chain ?? []),
    ...(hosting?.entity === undefined || location?.country === undefined
      ? []
      : [{ entity: hosting.entity, country: location.country }]),
    ...opened.flatMap(({ chain, opening }) => [
      ...chain,
      ...[opening.country, ...opening.from].map((country) => ({ entity: opening.entity, country })),
    ]),
  ];
  const reaching = lawsReaching(facts, ties, zone?.lawsAccepted ?? [], day);
  const reach = placement.answer.decisions.find(({ control }) => control === 'access/reach-is-known');
  return {
    ...heldBy(gathered, estate),
    lies: {
      zone: zone?.id ?? 'unknown',
      side: zone?.side ?? 'unknown',
      region: location?.region,
      country: location?.country,
      standing: standingOf(facts, location?.country, day),
    },
    hosting: hostedBy(placement, estate),
    openedBy: opened.map(({ opening }) => opening),
    strangers: [
      ...(publicRead?.value === true ? (['read'] as const) : []),
      ...(publicWrite?.value === true ? (['write'] as const) : []),
    ],
    reachKnown: reach?.verdict === 'allow',
    laws: [...new Set(reaching.map(({ law }) => law))],
    reaching,
    ...keyOf(placement),
    references: [...new Set(denied.flatMap(({ references }) => references))],
    infringed: [...new Set(denied.filter(({ force }) => force === 'law').flatMap((each) => each.references))].filter(
      (reference) => reference.startsWith('GDPR '),
    ),
    controls: [...new Set(denied.map(({ control }) => control))],
  };
}

/** Stories of all containers that deviate, heaviest first. */
export function storiesOf(judgement: Judgement, estate: Estate, facts: Facts): Story[] {
  const planes = planesByZone(judgement);
  return [...gather(judgement).values()]
    .map((gathered) => ({ gathered, denied: gathered.findings.filter(({ verdict }) => verdict === 'deny') }))
    .filter(({ denied }) => denied.length > 0)
    .map(({ gathered, denied }) => {
      const zone = gathered.placement.question.zone?.id ?? '';
      const story = storyOf(gathered, planes.get(zone) ?? [], estate, facts, judgement.asOf);
      return { story, weight: weightOf(story, denied) };
    })
    .sort((one, other) => other.weight - one.weight || (one.story.subject < other.story.subject ? -1 : 1))
    .map(({ story }) => story);
}
