/** Puts a report together: what the command counted, and what only estate, facts and collection can add. Pure. */
import { observationDigest, type Collection, type Estate } from '../../estate/index.ts';
import type { Facts, Judgement } from '../../policies/index.ts';
import { accountedOf } from './accounted.ts';
import type { Sighting } from './background.ts';
import { refusedOf } from './refused.ts';
import type { Report } from './report.ts';
import { countriesOf } from './story/standing.ts';
import { storiesOf } from './story.ts';

/** Countries that the run names: where data lies, who hosts, who reaches, whence. */
function countriesNamed({ judged }: Judgement): Set<string> {
  return new Set(
    judged.flatMap(({ question: { location, hosting, operator, transfer, zone, plane } }) => [
      ...[location?.country, zone?.country, operator?.employerCountry, transfer?.country].filter(
        (country) => country !== undefined,
      ),
      ...(hosting?.chain ?? []).map(({ country }) => country),
      ...(operator?.employerChain ?? []).map(({ country }) => country),
      ...(operator?.worksIn ?? []),
      ...(plane?.from ?? []),
    ]),
  );
}

/** Of the cited observations only: a report is read by people, the collection holds the rest. */
function sightingsOf(judgement: Judgement, collection: Collection | undefined): Record<string, Sighting> {
  const cited = new Set(judgement.findings.flatMap(({ because }) => because));
  const subjects = new Set(judgement.judged.map(({ question }) => question.subject.id));
  return Object.fromEntries(
    (collection?.observations ?? [])
      .filter(({ subject }) => subjects.has(subject))
      .map((observation) => [observationDigest(observation), observation] as const)
      .filter(([digest]) => cited.has(digest))
      .map(([digest, { fact, state, at, origin }]) => [
        digest,
        { fact, state, at, source: origin.source, call: origin.call },
      ]),
  );
}

export function reportOf(
  told: Omit<Report, 'stories' | 'countries' | 'sightings' | 'refused' | 'accounted'>,
  premises: { readonly estate: Estate; readonly facts: Facts; readonly collection: Collection | undefined },
): Report {
  const { estate, facts, collection } = premises;
  const { judgement } = told;
  return {
    ...told,
    stories: storiesOf(judgement, estate, facts),
    countries: countriesOf(facts, countriesNamed(judgement), judgement.asOf),
    sightings: sightingsOf(judgement, collection),
    refused: refusedOf(collection),
    accounted: accountedOf(judgement, collection),
  };
}
