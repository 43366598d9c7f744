/** A small estate and what was seen of it, judged for real: the first story of the project, told from a synthetic collection. */
import {
  readEstate,
  speaker,
  subjectOf,
  type Collection,
  type Estate,
  type FactName,
  type FactValue,
  type Grant,
  type Label,
  type Language,
  type Lexicon,
  type Observation,
  type Say,
  type SourceCoverage,
} from '../../../estate/index.ts';
import { catalogueOf, committedEngine, committedFacts, judge } from '../../../policies/index.ts';
import policyEn from '../../../policies/words/en.json' with { type: 'json' };
import policyFr from '../../../policies/words/fr.json' with { type: 'json' };
import { auditWords } from '../../../audit/index.ts';
import cliEn from '../../../cli/words/en.json' with { type: 'json' };
import cliFr from '../../../cli/words/fr.json' with { type: 'json' };
import { reportOf, type Report } from '../../../cli/report/index.ts';
import { designText } from '../../estate/sample.ts';

export const engine = committedEngine();
export const facts = committedFacts();
export const catalogue = catalogueOf(engine);
export const asOf = '2024-07-26T00:00:00.000Z';
const at = '2024-07-25T06:00:00.000Z';

/** The headline is the command's; here it only has to be the first sentence. */
const headlines: Lexicon = {
  en: { 'fixture.headline': '{deviations, number} deviations found by {controls} controls on {subjects} subjects.' },
  fr: { 'fixture.headline': '{deviations, number} écarts relevés par {controls} contrôles sur {subjects} sujets.' },
};

export function sayIn(language: Language): Say {
  return speaker(language, headlines, auditWords, { en: policyEn, fr: policyFr }, { en: cliEn, fr: cliFr });
}

export interface Operator {
  readonly id: string;
  readonly employer: string;
  readonly worksIn: string;
}

/** Three people of an entity in Hong Kong, one of the committee in Paris. */
export const operators: readonly Operator[] = [
  { id: 'op-0001', employer: 'committee', worksIn: 'FR' },
  ...['op-0002', 'op-0003', 'op-0004'].map((id) => ({ id, employer: 'support-hk', worksIn: 'HK' })),
];

export function estateOf(people: readonly Operator[] = operators): Estate {
  const rows = people.map(
    ({ id, employer, worksIn }) => `${id},${employer},,${worksIn},accreditation-officer,vetted,2024-12-31`,
  );
  const files = new Map([
    ['estate.yaml', designText],
    ['operators.csv', ['id,employer,authority,worksIn,role,clearance,until', ...rows, ''].join('\n')],
    ['identities.csv', 'operator,place,kind,name,from,until\nop-0001,rgw-paris,s3-user,u1,,\n'],
  ]);
  const { estate, problems } = readEstate(files, 'estate.yaml');
  if (estate === undefined) throw new Error(JSON.stringify(problems));
  return estate;
}

export const officialIds: Label = {
  recognizer: 'generic/identityDocument',
  category: 'pd:OfficialID',
  class: 'D3',
  hits: 250,
  checked: 250,
  method: 'header',
  prior: 0,
};

/** What one look at one bucket saw. */
export interface Bucket {
  readonly place: string;
  readonly name: string;
  readonly region: string;
  readonly encryption?: FactValue<'encryption'>['value'];
  readonly labels?: readonly Label[];
  readonly prints?: readonly string[];
  readonly readers?: readonly string[];
  readonly public?: boolean;
}

export const original: Bucket = {
  place: 'rgw-paris',
  name: 'accreditation',
  region: 'eu-private',
  encryption: 'customer-key',
  labels: [officialIds],
  prints: ['print-1', 'print-2'],
  readers: ['op-0001'],
};
/** The same bytes, abroad, under a key of the host, open to three operators. */
export const copy: Bucket = {
  place: 'oss-public',
  name: 'fan-export',
  region: 'ap-southeast-1',
  encryption: 'provider-key',
  labels: [officialIds],
  prints: ['print-2'],
  readers: ['op-0002', 'op-0003', 'op-0004'],
};
export const figures: Bucket = {
  place: 'oss-public',
  name: 'staffing-figures',
  region: 'eu-central-1',
  encryption: 'provider-key',
  labels: [],
  prints: ['print-9'],
  readers: ['op-0001'],
};

function seen(bucket: Bucket): Observation[] {
  const subject = subjectOf.bucket(bucket.place, bucket.name);
  const one = <F extends FactName>(fact: F, value: FactValue<F>) =>
    ({
      subject,
      kind: 'bucket',
      fact,
      state: 'value',
      value,
      origin: { source: `s3:${bucket.place}`, call: `Get ${fact}` },
      at,
    }) as unknown as Observation;
  const grants: Grant[] = (bucket.readers ?? []).map((id) => ({
    who: 'operator',
    id,
    rights: ['read'],
    via: 'policy',
  }));
  return [
    one('exists', {}),
    one('location', { region: bucket.region }),
    one('encryption', { value: bucket.encryption ?? 'none' }),
    one('publicRead', { value: bucket.public ?? false }),
    one('publicWrite', { value: false }),
    one('replication', { targets: [] }),
    one('objects', { count: 1, bytes: 1000, sampled: 1, complete: true }),
    one('labels', { labels: [...(bucket.labels ?? [])], columns: 4, values: 1000, fullPass: true }),
    one('content', { prints: [...(bucket.prints ?? [])] }),
    one('grants', { grants }),
  ];
}

const row = (place: string, subjects: number): SourceCoverage => ({
  source: `s3:${place}`,
  place,
  kind: 's3',
  reached: true,
  subjects,
  calls: 40,
  retries: 0,
  skipped: 0,
});

export function collectionOf(buckets: readonly Bucket[], changed: readonly Observation[] = []): Collection {
  const observations = [...buckets.flatMap(seen), ...changed];
  const places = ['oss-public', 'rgw-paris'];
  return {
    header: {
      version: 'cloison/collection/v1',
      tool: 'cloison 0.1.0',
      estate: 'none',
      collectedAt: at,
      sources: places.map((place) => ({ source: `s3:${place}`, place, kind: 's3' })),
    },
    observations,
    trailer: {
      end: true,
      observations: observations.length,
      coverage: [
        ...places.map((place) => row(place, buckets.filter((bucket) => bucket.place === place).length)),
        { ...row('k8s-paris', 0), kind: 'kubernetes', reached: false, reason: 'unreachable' },
      ],
    },
  };
}

export interface Told {
  readonly estate?: Estate;
  readonly buckets?: readonly Bucket[];
  readonly changed?: readonly Observation[];
  readonly approved?: readonly string[];
  readonly sealed?: boolean;
}

/** Judges, counts and assembles, as `cloison audit` does. */
export function reportAbout({
  estate = estateOf(),
  buckets = [original, copy, figures],
  changed = [],
  approved = [],
  sealed = false,
}: Told = {}): Report {
  const collection = collectionOf(buckets, changed);
  const premises = {
    estate,
    facts,
    asOf,
    phase: 'live' as const,
    papers: new Map([['A-7', 'valid' as const]]),
    waivers: new Map(approved.map((id) => [id, { approval: 'valid' as const, opinion: 'reserved' as const }])),
    controls: new Set(catalogue.map(({ id }) => id)),
  };
  const judgement = judge(premises, collection, engine, catalogue);
  const count = (verdict: string) => judgement.findings.filter((each) => each.verdict === verdict).length;
  return reportOf(
    {
      run: {
        id: '0197a2c4-0000-7000-8000-000000000001',
        tool: 'cloison 0.1.0',
        organisation: estate.organisation.name,
        collectedAt: at,
        now: asOf,
        asOf,
        replay: false,
        digests: {
          estate: `sha256:${'1'.repeat(64)}`,
          facts: facts.digest,
          module: `sha256:${'2'.repeat(64)}`,
          collection: `sha256:${'3'.repeat(64)}`,
        },
      },
      outcome: {
        code: count('deny') > 0 ? 1 : 3,
        headline: 'fixture.headline',
        controls: new Set(judgement.decisions.map(({ control }) => control)).size,
        subjects: new Set(judgement.decisions.map(({ subject }) => subject)).size,
        deviations: count('deny'),
        unknowns: count('unknown'),
        waived: judgement.findings.filter(({ waiver }) => waiver !== undefined).length,
        gaps: judgement.gaps.length,
      },
      judgement,
      coverage: collection.trailer.coverage,
      ...(sealed
        ? { seal: { root: 'a1b2c3d4'.repeat(8), size: 412, folder: 'evidence/2024-07-26', signer: 'owner-2024' } }
        : {}),
    },
    { estate, facts, collection },
  );
}
