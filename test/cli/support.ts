/** Runs the command line in this process, on a disk of its own, with a clock, a network and sources of the test. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope, Source } from '../../audit/index.ts';
import type { FactName, FactValue, Observation } from '../../estate/index.ts';
import type { Edge } from '../../cli/edge.ts';
import { inProcess, type Ran } from './inProcess.ts';

export type { Ran };
export const today = '2026-06-01T10:00:00.000Z';

export interface World extends Partial<Pick<Edge, 'sources' | 'transport' | 'env' | 'signal' | 'command' | 'files'>> {
  readonly now?: string;
  readonly stdin?: string;
  /** Columns of a terminal; left out: a pipe. */
  readonly width?: number;
}

/** Goes on over all runs: two runs draw two keys. */
let seed = 0;

export function run(argv: readonly string[], world: World = {}): Promise<Ran> {
  const { now = today, stdin = '', width, ...rest } = world;
  const edge: Partial<Edge> = {
    now: () => new Date(now),
    random: (bytes) => new Uint8Array(bytes).map(() => (seed = (seed * 4099 + 12_289) % 65_521)),
    env: {},
    stdin: (async function* once() {
      yield new TextEncoder().encode(stdin);
    })(),
    sources: [],
    ...rest,
  };
  return inProcess(argv, edge, width);
}

export function folder(): string {
  return mkdtempSync(join(tmpdir(), 'cloison-cli-'));
}

export function quietText(): string {
  return readFileSync(join(import.meta.dirname, 'fixtures/quiet/estate.yaml'), 'utf8');
}

/** A copy of a folder with an `estate.yaml`, pieces of that text replaced; a piece that is not there is a mistake of the test. */
export function estateCopy(from: string, changes: readonly (readonly [from: string, to: string])[]): string {
  const copy = folder();
  cpSync(from, copy, { recursive: true });
  const path = join(copy, 'estate.yaml');
  let text = readFileSync(path, 'utf8');
  for (const [old, fresh] of changes) {
    if (!text.includes(old)) throw new Error(`not there: ${old}`);
    text = text.replace(old, () => fresh);
  }
  writeFileSync(path, text);
  return copy;
}

/** A copy of the estate that has nothing to be found in it. */
export function quietEstate(...changes: readonly (readonly [from: string, to: string])[]): string {
  return join(estateCopy(join(import.meta.dirname, 'fixtures/quiet'), changes), 'estate.yaml');
}

export type Facts = { readonly [F in FactName]?: FactValue<F> };

/** A container as a good store would show it. */
export const quiet: Facts = {
  exists: {},
  location: { region: 'eu-private' },
  publicRead: { value: false },
  publicWrite: { value: false },
  encryption: { value: 'customer-key' },
  replication: { targets: [] },
  objects: { count: 1, bytes: 10, sampled: 1, complete: true },
  labels: { labels: [], columns: 3, values: 30, fullPass: true },
  content: { prints: [] },
  grants: { grants: [{ who: 'operator', id: 'op-0001', rights: ['read', 'list'], via: 'owner' }] },
};

/** A source that shows these buckets, by name. */
export function storeOf(buckets: Readonly<Record<string, Facts>>): Source {
  const observe = async function* (scope: Scope, { now }: { now: string }): AsyncGenerator<Observation> {
    const place = `place://${scope.id}`;
    const origin = { source: 's3', call: 'Test' };
    const identities = { known: 1, unknown: 0 };
    yield { subject: place, kind: 'place', fact: 'identities', state: 'value', value: identities, origin, at: now };
    for (const [name, facts] of Object.entries(buckets)) {
      const subject = `store://${scope.id}/${name}`;
      for (const [fact, value] of Object.entries(facts))
        yield { subject, kind: 'bucket', fact, state: 'value', value, origin, at: now } as Observation;
    }
  };
  return { id: 's3', kind: 's3', rights: [], fields: [], facts: [], observe };
}

export const quietStore = storeOf({ 'staffing-figures': quiet });

/** Escapes that a terminal would obey. */
export function obeyed(text: string): readonly string[] {
  // oxlint-disable-next-line no-control-regex -- what is looked for
  return text.match(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g) ?? [];
}

/** One key a role, and the trust document that names all three. */
export async function keysIn(where: string): Promise<{ paths: Record<string, string>; trust: string }> {
  const paths: Record<string, string> = {};
  const keys: unknown[] = [];
  for (const role of ['tool', 'owner', 'dpo']) {
    const { out } = await run([
      'keys',
      'new',
      '--role',
      role,
      '--out',
      join(where, role),
      '--from',
      '2026-01-01',
      '--json',
    ]);
    const made = JSON.parse(out) as { file: string; trusted: unknown };
    paths[role] = made.file;
    keys.push(made.trusted);
  }
  const trust = join(where, 'trust.json');
  writeFileSync(trust, JSON.stringify({ version: 'cloison/trust/v1', keys }));
  return { paths, trust };
}
