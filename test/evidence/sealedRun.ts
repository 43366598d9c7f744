/** A small run of a fictional organisation, sealed with fixed clock, secret and key; and ways to change what was sealed. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { canonicalText, newKey, type Decision, type Json, type Trust, type Verdict } from '../../estate/index.ts';
import {
  coverageEvent,
  decisionEvent,
  evaluationEvent,
  judgedEvent,
  memoryFolder,
  personalDataLinter,
  sealBundle,
  verifyBundle,
  waiverEvent,
  type RunEvent,
  type SealRequest,
  type Verified,
  type VerifyOptions,
} from '../../evidence/index.ts';

export const key = newKey('tool', '2024-01-01', new Uint8Array(32).fill(7));
export const otherKey = newKey('tool', '2024-01-01', new Uint8Array(32).fill(9));
export const trust: Trust = { version: 'cloison/trust/v1', keys: [key.trusted] };
export const runSecret = new Uint8Array(32).fill(5);
export const startedAt = '2024-07-26T08:00:00.000Z';
export const sealedAt = '2024-07-26T08:05:00.000Z';
export const now = '2024-07-26T09:00:00.000Z';
export const runId = '0190f0a1-2b3c-7d4e-8f90-a1b2c3d4e5f6';
const time = '2024-07-26T08:01:00.000Z';

export const inTheEea = 'residency/personal-data-stays-in-the-eea';
export const keyOutside = 'keys/key-is-held-outside-the-provider';

export function questionOf(subject: string): Json {
  return { version: 'cloison/question/v1', stage: 'placement', subject: { id: subject }, location: { state: 'value' } };
}

export function answerOf(verdicts: Readonly<Record<string, string>>): Json {
  const decisions = Object.entries(verdicts).map(([control, verdict]) => ({ control, verdict }));
  return { version: 'cloison/answer/v1', decisions };
}

function decisionOf(subject: string, control: string, verdict: Verdict): Decision {
  const reasons = verdict === 'deny' ? [{ code: 'outside-the-eea', values: {} }] : [];
  return { control, subject, verdict, reasons, because: [`sha256:${'a'.repeat(64)}`] };
}

/** One subject judged by two controls; `waived` excuses the first. */
export function judged(subject: string, one: Verdict, other: Verdict, waived = false): RunEvent[] {
  const decision = decisionOf(subject, inTheEea, one);
  return [
    evaluationEvent(subject, questionOf(subject), answerOf({ [inTheEea]: one, [keyOutside]: other }), time),
    decisionEvent(decision, time, 'op-0042'),
    ...(waived ? [waiverEvent(decision, { waiver: 'W-12' }, time)] : []),
    decisionEvent(decisionOf(subject, keyOutside, other), time),
  ];
}

export const coverage = {
  source: 's3',
  place: 'oss-public',
  kind: 's3',
  reached: true,
  subjects: 3,
  calls: 9,
  retries: 0,
  skipped: 0,
};

export function someEvents(): RunEvent[] {
  return [
    coverageEvent(coverage, 'place://oss-public', time),
    ...judged('store://oss-public/fan-photos', 'deny', 'allow'),
    ...judged('store://rgw-paris/accreditation', 'allow', 'allow'),
    ...judged('store://oss-public/staffing', 'deny', 'unknown', true),
  ];
}

const asked = (subject: string, cites: readonly string[]): Json => {
  const [location, publicRead] = cites.map((hex) => `sha256:${hex}`);
  return {
    version: 'cloison/question/v1',
    stage: 'placement',
    subject: { id: subject, kind: 'bucket' },
    location: { state: 'value', country: 'DE', observation: location! },
    publicRead: { state: 'value', value: false, observation: publicRead! },
  };
};

/** A question that cites two observations, with its decisions beside its answer: what logs of version 2 hold. */
export function judgedWhole(
  subject: string,
  verdicts: Readonly<Record<string, Verdict>>,
  cites: readonly string[],
): RunEvent {
  const because = cites.map((hex) => `sha256:${hex}`);
  const decisions = Object.entries(verdicts).map(([control, verdict]) => ({
    ...decisionOf(subject, control, verdict),
    because,
  }));
  const answer = {
    version: 'cloison/answer/v1',
    subject,
    decisions: decisions.map(({ control, verdict }) => ({ control, verdict, because })),
  };
  return judgedEvent({ subject, question: asked(subject, cites), answer, operator: 'op-0042' }, decisions, time);
}

const hex = (letter: string): string => letter.repeat(64);

/** Records 2, 3, 4 and 7 ask alike; 5 is another answer, 6 an exception used on it. */
export function laterEvents(): RunEvent[] {
  const fine = { [inTheEea]: 'allow', [keyOutside]: 'allow' } as const;
  const poor = { [inTheEea]: 'deny', [keyOutside]: 'unknown' } as const;
  const waived = decisionOf('store://oss-public/staffing', inTheEea, 'deny');
  return [
    coverageEvent(coverage, 'place://oss-public', time),
    judgedWhole('store://oss-public/fan-photos', fine, [hex('a'), hex('b')]),
    judgedWhole('store://rgw-paris/accreditation', fine, [hex('c'), hex('d')]),
    judgedWhole('store://oss-public/results', fine, [hex('b'), hex('a')]),
    judgedWhole('store://oss-public/staffing', poor, [hex('e'), hex('f')]),
    waiverEvent(waived, { waiver: 'W-12' }, time),
    judgedWhole('store://rgw-paris/badges', fine, [hex('0'), hex('1')]),
  ];
}

const bytes = (source: string): Uint8Array => Buffer.from(source);

export function request(target: string, changes: Partial<SealRequest> = {}): SealRequest {
  return {
    target,
    organisation: 'Exercice & Cie',
    runId,
    runSecret,
    tool: { name: 'cloison', version: '0.1.0' },
    startedAt,
    asOf: startedAt,
    now: sealedAt,
    logVersion: 1,
    sourcesExpected: 1,
    events: someEvents(),
    payload: [
      { name: 'collection.jsonl', bytes: bytes('{"subject":"store://oss-public/fan-photos"}\n') },
      { name: 'estate.json', bytes: bytes(canonicalText({ apiVersion: 'cloison/v1' })) },
      { name: 'facts.json', bytes: bytes('{"countries":[]}\n') },
      { name: 'module.wasm', bytes: Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0]) },
    ],
    roles: {
      policies: ['module.wasm'],
      facts: 'facts.json',
      estate: { name: 'estate.json', revision: 4 },
      collection: 'collection.jsonl',
      joins: 'd'.repeat(64),
    },
    reports: ({ root, size }) => [{ name: 'report.md', bytes: bytes(`# Report\n\n${size} records, root ${root}\n`) }],
    key: key.signing,
    lintBytes: personalDataLinter(),
    ...changes,
  };
}

/** The same run in a log of version 2. */
export function laterRequest(target: string, changes: Partial<SealRequest> = {}): SealRequest {
  return request(target, { logVersion: 2, events: laterEvents(), ...changes });
}

export type Files = Map<string, Uint8Array>;

const made: string[] = [];

/** A folder of its own, removed after the tests of the file. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-evidence-'));
  made.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

export function filesIn(root: string, within = ''): Files {
  const files: Files = new Map();
  for (const name of readdirSync(join(root, within)).sort()) {
    const path = within === '' ? name : `${within}/${name}`;
    if (statSync(join(root, path)).isDirectory())
      for (const [inner, content] of filesIn(root, path)) files.set(inner, content);
    else files.set(path, readFileSync(join(root, path)));
  }
  return files;
}

export async function sealed(changes: Partial<SealRequest> = {}): Promise<Files> {
  const target = join(temporary(), 'bundle');
  await sealBundle(request(target, changes));
  return filesIn(target);
}

export const sealedLater = (changes: Partial<SealRequest> = {}): Promise<Files> =>
  sealed({ logVersion: 2, events: laterEvents(), ...changes });

export function verify(files: Files, options: Partial<VerifyOptions> = {}, trusted = trust): Promise<Verified> {
  return verifyBundle(memoryFolder(files), trusted, { now, ...options });
}

/** The checks of all items that are not mere notes, once each, sorted. */
export function checksOf(verified: Verified): string[] {
  return [...new Set(verified.items.filter(({ verdict }) => verdict !== 'VALID').map(({ check }) => check))].sort();
}

export function text(files: Files, path: string): string {
  return Buffer.from(files.get(path)!).toString('utf8');
}

export const records = 'data/records/000000000000.jsonl';
export const disclosures = 'data/disclosures/000000000000.jsonl';
export const statementPath = 'data/attest/audit.dsse.json';
export const checkpointPath = 'data/log/checkpoint';

export function linesOf(files: Files, path: string): string[] {
  return text(files, path).trimEnd().split('\n');
}

export function withFile(files: Files, path: string, content: string | Uint8Array | undefined): Files {
  const copy = new Map(files);
  if (content === undefined) copy.delete(path);
  else copy.set(path, typeof content === 'string' ? Buffer.from(content) : content);
  return copy;
}

export function withLines(files: Files, path: string, change: (lines: string[]) => string[]): Files {
  return withFile(files, path, `${change(linesOf(files, path)).join('\n')}\n`);
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
const manifest = (files: Files, isIn: (path: string) => boolean): string =>
  [...files]
    .filter(([path]) => isIn(path))
    .map(([path, content]) => `${sha256(content)}  ${path}\n`)
    .sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1))
    .join('');

/** What an attacker without the key does after a change: both manifests computed anew. */
export function remade(files: Files): Files {
  const copy = withFile(
    files,
    'manifest-sha256.txt',
    manifest(files, (path) => path.startsWith('data/')),
  );
  const isTag = (path: string): boolean => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt';
  return withFile(copy, 'tagmanifest-sha256.txt', manifest(copy, isTag));
}
