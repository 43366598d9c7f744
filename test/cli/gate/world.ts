/** Plans made by hand and an estate that they meet, for tests of the whole command. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edge } from '../../../cli/edge.ts';
import { inProcess, type Ran } from '../inProcess.ts';
import { estateCopy, folder } from '../support.ts';

export const now = '2026-06-01T10:00:00.000Z';

export interface Bucket {
  readonly name: string;
  /** Left out: nobody knows it before apply. */
  readonly region?: string | undefined;
  readonly dataset?: string;
  readonly acl?: string;
  readonly operation?: string;
}

const urnOf = (type: string, name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
/** What the engine writes for a value that it does not know yet. */
const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** A digest of `pulumi preview --json` with a provider for each region, all at the endpoint of the estate's store. */
export function preview(buckets: readonly Bucket[], changes: Record<string, unknown> = {}): string {
  const regions = [...new Set(buckets.map(({ region }) => region))];
  const keyOf = (region: string | undefined) => `at-${region ?? 'nowhere'}`;
  const step = (op: string, urn: string, type: string, rest: object) => {
    const state = { urn, custom: true, type, ...rest };
    return { op, urn, ...(op === 'delete' ? { oldState: state } : { newState: state }) };
  };
  const providers = regions.map((region) => {
    const type = 'pulumi:providers:aws';
    const inputs = { region: region ?? unknownText, endpoints: '[{"s3":"https://s3.example"}]' };
    return step('create', urnOf(type, keyOf(region)), type, { id: keyOf(region), inputs });
  });
  const steps = buckets.map(({ name, region, dataset, acl, operation = 'create' }) => {
    const type = 'aws:s3/bucket:Bucket';
    const tags = dataset === undefined ? {} : { tags: { 'cloison-dataset': dataset } };
    const inputs = { bucket: name, ...tags, ...(acl === undefined ? {} : { acl }) };
    const provider = `${urnOf('pulumi:providers:aws', keyOf(region))}::${keyOf(region)}`;
    return step(operation, urnOf(type, name), type, { inputs, provider });
  });
  const all = [...providers, ...steps];
  return JSON.stringify({ steps: all, changeSummary: { create: all.length }, ...changes });
}

export const good: Bucket = { name: 'staffing-figures', region: 'eu-private' };
/** Its region is in another country. */
export const bad: Bucket = { name: 'health-file', region: 'far-away' };
/** Its region is known only after apply. */
export const later: Bucket = { name: 'health-file' };

export function estateAt(...replaced: readonly (readonly [from: string, to: string])[]): string {
  return estateCopy(join(import.meta.dirname, 'fixtures/estate'), replaced);
}

export function planAt(text: string | Uint8Array, name = 'plan.json'): string {
  const path = join(folder(), name);
  writeFileSync(path, text);
  return path;
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

export interface GateWorld extends Partial<Edge> {
  readonly piped?: string;
  readonly width?: number;
}

export function gate(words: readonly string[], { piped = '', width, ...edge }: GateWorld = {}): Promise<Ran> {
  const stdin = once(piped);
  return inProcess(['gate', ...words], { now: () => new Date(now), env: {}, sources: [], stdin, ...edge }, width);
}
