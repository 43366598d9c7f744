import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, sources, type CollectContext, type CollectionLine, type Scope } from '../../../audit/index.ts';
import type { CollectionTrailer, FactName, FactValue, Observation } from '../../../estate/index.ts';
import { classify } from '../../../classifiers/index.ts';
import type { Credentials } from '../s3Client.ts';

/** Writes an SDK credentials file with one profile an account, and points the SDK's chain at it. */
export function writeProfiles(profiles: Readonly<Record<string, Credentials>>): void {
  const file = join(mkdtempSync(join(tmpdir(), 'cloison-profiles-')), 'credentials');
  const lines = Object.entries(profiles).map(
    ([name, { access, secret }]) => `[${name}]\naws_access_key_id = ${access}\naws_secret_access_key = ${secret}\n`,
  );
  writeFileSync(file, lines.join('\n'), { mode: 0o600 });
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = file;
  process.env['AWS_CONFIG_FILE'] = '/dev/null';
  process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
}

export interface Collected {
  readonly lines: readonly CollectionLine[];
  readonly text: string;
  readonly trailer: CollectionTrailer;
  readonly said: (subject: string, fact: FactName) => Observation | undefined;
  readonly value: <F extends FactName>(subject: string, fact: F) => FactValue<F> | undefined;
}

export async function collected(scopes: readonly Scope[], more: Partial<CollectContext> = {}): Promise<Collected> {
  const lines: CollectionLine[] = [];
  const context: CollectContext = {
    tool: 'cloison test',
    estate: 'none',
    now: '2024-07-26T00:00:00.000Z',
    signal: new AbortController().signal,
    whoIs: () => undefined,
    mask: (name) => name,
    classify: (bytes, { extension, signal }) =>
      classify(bytes, { extension, signal, budget: { bytes: 1e7, ms: 10_000 }, clock: () => performance.now() }),
    ...more,
  };
  for await (const line of collect(scopes, sources, context)) lines.push(line);
  const observations = lines.slice(1, -1) as Observation[];
  const said = (subject: string, fact: FactName) =>
    observations.find((one) => one.subject === subject && one.fact === fact);
  return {
    lines,
    text: lines.map((line) => JSON.stringify(line)).join('\n'),
    trailer: lines.at(-1) as CollectionTrailer,
    said,
    value: (subject, fact) => said(subject, fact)?.value as never,
  };
}
