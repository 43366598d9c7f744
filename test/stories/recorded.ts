/**
 * The committed recording of real engines, and altered copies of it: each answer that a source gave may be given
 * otherwise, and first and last line then still tell the truth about the lines between.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { isMap, parseDocument } from 'yaml';
import { realEdge, type Edge } from '../../cli/edge.ts';
import { loadEstate } from '../../cli/compose/loadEstate.ts';
import type { ReportDocument } from '../../cli/report/index.ts';
import {
  placeOf,
  parseSubject,
  type Collection,
  type CollectionHeader,
  type CollectionTrailer,
  type Observation,
} from '../../estate/index.ts';
import { inProcess, type Ran } from '../cli/inProcess.ts';
import { readFaults, type Fault } from '../engines/spine/faults.ts';

export type { Ran };

// Whole runs, some dozens of them, on whatever machine CI has to spare.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The day of the recording: law, contracts and exceptions are judged as of it, in whatever year the test runs. */
export const now = '2026-11-22T18:00:00.000Z';
export const trust = 'stacks/sample/trust.json';
/** As they are committed. */
export const committed = { estate: 'stacks/sample/estate', collection: 'stacks/demo/recording/collection.jsonl' };

const folders: string[] = [];
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));

export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'cloison-story-'));
  folders.push(made);
  return made;
}

/** The sample estate without the operators who have no account anywhere: the same judgement in half the time. */
function withoutBystanders(): string {
  const copy = join(folder(), 'estate');
  cpSync(committed.estate, copy, { recursive: true });
  const file = join(copy, 'operators.csv');
  const rows = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
  const known = new Set(rows(join(copy, 'identities.csv')).map((row) => row.split(',')[0]));
  const [head, ...people] = rows(file);
  const kept = people.filter((row) => known.has(row.split(',')[0]));
  writeFileSync(file, `${[head, ...kept].join('\n')}\n`);
  return copy;
}

export const estate = withoutBystanders();
const { digest } = await loadEstate(estate, realEdge(new AbortController().signal));

export function cloison(argv: readonly string[], more: Partial<Edge> = {}): Promise<Ran> {
  return inProcess(argv, { now: () => new Date(now), env: {}, sources: [], ...more });
}

/** The recording, as if it had been made for that estate. */
export function recorded(): Collection {
  const lines = readFileSync(committed.collection, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  return {
    header: { ...(lines[0] as CollectionHeader), estate: digest },
    observations: lines.slice(1, -1) as Observation[],
    trailer: lines.at(-1) as CollectionTrailer,
  };
}

export type Change = (observation: Observation) => Observation | undefined;

/** One change after the other; an observation that one of them drops is gone. */
export const all =
  (...changes: readonly Change[]): Change =>
  (observation) =>
    changes.reduce<Observation | undefined>((seen, change) => (seen === undefined ? seen : change(seen)), observation);

type Patch = { readonly state: Exclude<Observation['state'], 'value'> } | { readonly value: unknown };

/** Another answer of the source to one question about one subject. */
export function answered(subject: string, fact: string, patch: Patch): Change {
  return (observation) => {
    if (observation.subject !== subject || observation.fact !== fact) return observation;
    const { value: _, ...rest } = observation;
    return { ...rest, state: 'value', ...patch } as Observation;
  };
}

/** The subject was never there. */
export const without =
  (subject: string): Change =>
  (observation) =>
    observation.subject === subject ? undefined : observation;

/** These holders reach nothing of the subject. */
export function withdrawn(subject: string, ...holders: readonly string[]): Change {
  return (observation) => {
    if (observation.subject !== subject || observation.fact !== 'grants' || observation.value === undefined)
      return observation;
    const grants = observation.value.grants.filter(({ id }) => !holders.includes(id));
    return { ...observation, value: { grants } };
  };
}

const regionOf =
  (from: string, to: string): Change =>
  (observation) =>
    observation.fact === 'location' && observation.value?.region === from
      ? { ...observation, value: { ...observation.value, region: to } }
      : observation;

const papers = 'store://rgw-paris/gate-events';
const shut = { value: { value: false } };
const claim = (name: string) => `cluster://k8s-paris/${name.replace('/', '/PersistentVolumeClaim/')}`;
const recordedGrants = recorded().observations.find(
  ({ subject, fact }) => subject === 'store://rgw-paris/access-logs' && fact === 'grants',
)!.value;

/** What the API says once the auditor may read the papers of the bucket. */
export const papersReadable = all(
  answered(papers, 'publicRead', shut),
  answered(papers, 'publicWrite', shut),
  answered(papers, 'grants', { value: recordedGrants }),
);

/** What each planted fault of the recording looks like once it is mended, by the id of the fault. */
export const mending: Readonly<Record<string, Change>> = {
  '01-d3-copy-on-the-public-side': without('store://oss-public/fan-exports'),
  '03-public-bucket': all(
    answered('store://oss-public/hospitality-guests', 'publicRead', shut),
    withdrawn('store://oss-public/hospitality-guests', 'everyone', 'op-00009', 'op-00010', 'op-00011'),
  ),
  '05-non-eu-operator-through-rbac': withdrawn(claim('accreditation/photos'), 'op-00009'),
  '06-contract-ended': withdrawn(claim('medical/images'), 'op-00012'),
  '07-unknown-region': regionOf('mars-1', 'eu-private'),
  '08-undeclared-bucket': without('store://rgw-paris/scratch'),
  '09-volume-on-a-node-abroad': regionOf('gb-private', 'eu-private'),
  '11-special-data-declared-internal': answered('store://rgw-paris/budget', 'labels', {
    value: { labels: [], columns: 6, values: 600, fullPass: true },
  }),
  '12-denied-api-call': papersReadable,
};

/** Faults that stand in the recording, with what an audit must then find. */
export const planted: readonly Fault[] = readFaults().filter(({ id }) => Object.hasOwn(mending, id));

/** Nothing is wrong any more. */
export const mended: Change = all(...Object.values(mending));

export function changed(change: Change): Collection {
  const { header, observations, trailer } = recorded();
  const kept = observations.map(change).filter((each) => each !== undefined);
  const at = ({ subject }: Observation) => placeOf(subject) ?? parseSubject(subject).segments[0];
  const coverage = trailer.coverage.map((row) => {
    const own = kept.filter((each) => at(each) === row.place);
    return { ...row, subjects: new Set(own.map(({ subject }) => subject)).size };
  });
  return { header, observations: kept, trailer: { end: true, observations: kept.length, coverage } };
}

export function textOf({ header, observations, trailer }: Collection): string {
  return [header, ...observations, trailer].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** A file with these bytes, in a folder of its own. */
export function written(content: string | Uint8Array, name = 'collection.jsonl'): string {
  const file = join(folder(), name);
  writeFileSync(file, content);
  return file;
}

export const recording = written(textOf(recorded()));
export const collectionWith = (change: Change): string => written(textOf(changed(change)));

export interface Edit {
  readonly file: string;
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** A copy of the sample estate with these values set. */
export function estateWith(...edits: readonly Edit[]): string {
  const copy = join(folder(), 'estate');
  cpSync(estate, copy, { recursive: true });
  for (const { file, path, value } of edits) {
    const at = join(copy, file);
    const document = parseDocument(readFileSync(at, 'utf8'));
    if (!isMap(document.contents)) throw new Error(`${file} is no map`);
    document.setIn(path, value);
    writeFileSync(at, document.toString({ lineWidth: 0 }));
  }
  return copy;
}

export interface Audited extends Ran {
  readonly report: ReportDocument;
  /** `<verdict> <control> <subject>`, sorted, as the faults write what they expect. */
  readonly found: readonly string[];
}

export interface Asked {
  readonly collection?: string;
  readonly estate?: string;
  readonly trust?: string;
  readonly words?: readonly string[];
}

/** The words of an audit; a changed estate is another version, and the caller knows. */
export function auditWords(asked: Asked = {}): string[] {
  const other = asked.estate === undefined ? [] : ['--collection-of-other-estate'];
  const inputs = ['--estate', asked.estate ?? estate, '--collection', asked.collection ?? recording];
  return ['audit', ...inputs, '--trust', asked.trust ?? trust, ...other, ...(asked.words ?? [])];
}

export async function audited(asked: Asked = {}): Promise<Audited> {
  const ran = await cloison([...auditWords(asked), '--json']);
  if (![0, 1, 3].includes(ran.code)) throw new Error(`audit ended with ${ran.code}: ${ran.out}${ran.err}`);
  const report = JSON.parse(ran.out) as ReportDocument;
  const found = report.findings.map(({ verdict, control, subject }) => `${verdict} ${control} ${subject}`).sort();
  return { ...ran, report, found };
}
