/** The sample estate, and a small collection of it made here: four buckets, two of them with something wrong. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pasting } from '../../../cli/paste.ts';
import { printerOf } from '../../../cli/print.ts';
import type { Context } from '../../../cli/context.ts';
import { realEdge } from '../../../cli/edge.ts';
import type { Ground } from '../../../cli/verbs/ground.ts';
import { cliWords } from '../../../cli/words.ts';
import {
  diskFiles,
  estateDigest,
  estateWords,
  readEstateFrom,
  speaker,
  subjectOf,
  type Collection,
  type FactName,
  type FactValue,
  type Grant,
  type Instant,
  type Label,
  type Language,
  type Observation,
} from '../../../estate/index.ts';
import { catalogueOf, committedEngine, committedFacts, judge } from '../../../policies/index.ts';

export const samplePath = 'stacks/sample/estate';
export const trustPath = 'stacks/sample/trust.json';
export const now = '2026-11-22T10:00:00.000Z' as Instant;
const at = '2026-11-22T06:00:00.000Z';

const folder = readEstateFrom(samplePath, diskFiles);
if (folder.estate === undefined) throw new Error(JSON.stringify(folder.problems));
export const estate = folder.estate;
export const engine = committedEngine();
export const catalogue = catalogueOf(engine);
export const facts = committedFacts();

export interface Bucket {
  readonly place: string;
  readonly name: string;
  readonly region: string;
  readonly labels?: readonly Label[];
  readonly prints?: readonly string[];
  readonly grants?: readonly Grant[] | 'denied';
}

export const reader = (id: string, who: Grant['who'] = 'operator'): Grant => ({
  who,
  id,
  rights: ['read'],
  via: 'policy',
});

export const officialIds: Label = {
  recognizer: 'generic/identityDocument',
  category: 'pd:OfficialID',
  class: 'D3',
  hits: 250,
  checked: 250,
  method: 'header',
  prior: 0,
};

/** op-00002 is of the committee, op-00004 of the host, op-00009 to op-00011 of the company that answers at night. */
export const buckets: readonly Bucket[] = [
  { place: 'rgw-paris', name: 'accreditation', region: 'eu-private', prints: ['a', 'b'], grants: [reader('op-00002')] },
  { place: 'rgw-paris', name: 'whereabouts', region: 'eu-private', grants: 'denied' },
  {
    place: 'oss-public',
    name: 'volunteer-applications',
    region: 'eu-central-1',
    grants: [reader('op-00005'), reader('op-00004')],
  },
  {
    place: 'oss-public',
    name: 'fan-exports',
    region: 'ap-southeast-1',
    labels: [officialIds],
    prints: ['b'],
    grants: [reader('op-00009'), reader('op-00010'), reader('op-00011'), reader('identity-1', 'identity')],
  },
];

function seen({ place, name, region, labels = [], prints = [], grants = [] }: Bucket): Observation[] {
  const subject = subjectOf.bucket(place, name);
  const one = <F extends FactName>(fact: F, call: string, value?: FactValue<F>) =>
    ({
      subject,
      kind: 'bucket',
      fact,
      state: value === undefined ? 'denied' : 'value',
      ...(value === undefined ? {} : { value }),
      origin: { source: 's3', call, ...(value === undefined ? { code: '403' } : {}) },
      at,
    }) as unknown as Observation;
  const without = (fact: FactName, call: string, state: 'unsupported' | 'absent') =>
    ({
      ...one(fact, call),
      state,
      origin: { source: 's3', call, code: state === 'absent' ? '404' : '501' },
    }) as Observation;
  return [
    without('encryption', 'GetBucketEncryption', 'unsupported'),
    one('versioning', 'GetBucketVersioning', { value: 'off' }),
    without('objectLock', 'GetObjectLockConfiguration', 'absent'),
    without('lifecycle', 'GetBucketLifecycleConfiguration', 'absent'),
    without('tags', 'GetBucketTagging', 'absent'),
    one('objects', 'ListObjectsV2', { count: 1, bytes: 1000, sampled: 1, complete: true }),
    one('exists', 'HeadBucket', {}),
    one('location', 'GetBucketLocation', { region }),
    one('publicRead', 'GetBucketPolicy', { value: false }),
    one('publicWrite', 'GetBucketPolicy', { value: false }),
    one('replication', 'GetBucketReplication', { targets: [] }),
    one('labels', 'GetObject', { labels: [...labels], columns: 4, values: 1000, fullPass: true }),
    one('content', 'GetObject', { prints: [...prints] }),
    one('grants', 'ListUsers', grants === 'denied' ? undefined : { grants: [...grants] }),
  ];
}

export function collectionOf(list: readonly Bucket[] = buckets): Collection {
  const observations = list.flatMap(seen);
  const places = ['rgw-paris', 'oss-public'];
  return {
    header: {
      version: 'cloison/collection/v1',
      tool: 'cloison 0.1.0',
      estate: estateDigest(estate),
      collectedAt: at,
      sources: places.map((place) => ({ source: 's3', place, kind: 's3' })),
    },
    observations,
    trailer: {
      end: true,
      observations: observations.length,
      coverage: places.map((place) => ({
        source: 's3',
        place,
        kind: 's3',
        reached: true,
        subjects: list.filter((each) => each.place === place).length,
        calls: 10,
        retries: 0,
        skipped: 0,
      })),
    },
  };
}

/** As `--collection` reads it. */
export function collectionFile(collection: Collection = collectionOf()): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cloison-verbs-')), 'collection.jsonl');
  const rows = [collection.header, ...collection.observations, collection.trailer];
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return path;
}

export function groundOf(collection?: Collection, promised = estate): Ground {
  const premises = {
    estate: promised,
    facts,
    asOf: now,
    phase: 'live' as const,
    papers: new Map(Object.keys(promised.documents).map((id) => [id, 'valid' as const])),
    waivers: new Map(),
    controls: new Set(catalogue.map(({ id }) => id)),
  };
  const judgement = judge(premises, collection, engine, catalogue);
  const near = (file: string) => join(samplePath, file);
  return {
    estate: promised,
    positions: folder.positions,
    near,
    premises,
    facts,
    engine,
    catalogue,
    collection,
    judgement,
  };
}

/** A context whose page is a text. */
export function page(language: Language): { context: Context; text: () => string } {
  const rows: string[] = [];
  const output = { write: (text: string) => void rows.push(text), isTerminal: false, width: undefined };
  const out = printerOf(output, false);
  const edge = { ...realEdge(new AbortController().signal), now: () => new Date(now), stdout: output, stderr: output };
  const context: Context = {
    edge,
    language,
    say: speaker(language, cliWords, estateWords),
    speak: (...lexicons) => speaker(language, cliWords, estateWords, ...lexicons),
    paste: pasting('cloison', undefined),
    out,
    err: out,
    json: false,
    debug: false,
    colour: false,
  };
  return { context, text: () => rows.join('') };
}
