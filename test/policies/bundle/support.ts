/** The example of an organisation's own control, and ways to spoil it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CloisonFault } from '../../../estate/index.ts';
import {
  bundleDigest,
  bundleFiles,
  catalogueOf,
  committedEngine,
  openBundle,
  packBundle,
  type Bundle,
  type BundleFile,
  type Opening,
} from '../../../policies/index.ts';
import { unpack } from '../../../policies/bundle/archive.ts';
import { enginePath } from '../../engines/binary.ts';

export const exampleFolder = 'test/policies/bundle/example';
export const exampleArchive = join(exampleFolder, 'example.tar.gz');
export const control = 'example/containers-lie-in-approved-regions';
export const opa = enginePath('opa');
export const inCi = process.env['CI'] === 'true';
export const ours = catalogueOf(committedEngine());
const taken = new Set(ours.map(({ id }) => id));
export const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export function example(): Uint8Array {
  return readFileSync(exampleArchive);
}

type Changes = Readonly<Partial<Record<BundleFile, Uint8Array | undefined>>>;

/** The example with some files replaced, or left out where the change is undefined. */
export function changed(changes: Changes, from: Uint8Array = example()): Uint8Array {
  const files = new Map(unpack(from));
  for (const name of bundleFiles) {
    if (!(name in changes)) continue;
    const bytes = changes[name];
    if (bytes === undefined) files.delete(name);
    else files.set(name, bytes);
  }
  return packBundle(files);
}

interface Paper {
  version: string;
  name: string;
  questionVersion: string;
  controls: Record<string, Record<string, unknown> & { words: Record<string, unknown> }>;
}

export function paper(change: (paper: Paper) => void): Uint8Array {
  const written = JSON.parse(readFileSync(join(exampleFolder, 'cloison.json'), 'utf8')) as Paper;
  change(written);
  return encoded(written);
}

export function open(bytes: Uint8Array, opening: Partial<Opening> = {}): Promise<Bundle> {
  return openBundle(bytes, { pinned: bundleDigest(bytes) }, { taken, ...opening });
}

/** The fault that opening ends with, or `opened`. */
export async function refusalOf(opening: Promise<Bundle>): Promise<unknown> {
  try {
    await (await opening).close();
    return 'opened';
  } catch (error) {
    if (!(error instanceof CloisonFault)) throw error;
    return { code: error.code, subject: error.subject, values: error.values };
  }
}

const framework = ['catalogue.rego', 'classes.rego', 'contracts.rego', 'main.rego', 'law'].map(
  (name) => `policies/${name}`,
);
const stages = ['access', 'classify', 'estate', 'placement'];

/** Compiled with OPA: our framework and the given Rego, by file name. `entrypoints` are those of the framework unless told. */
export function compiled(
  rego: Readonly<Record<string, string>>,
  entrypoints: readonly string[] = [...stages.map((stage) => `cloison/main/${stage}`), 'cloison/catalogue/controls'],
): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-bundle-'));
  try {
    for (const [name, text] of Object.entries(rego)) {
      mkdirSync(dirname(join(folder, 'rego', name)), { recursive: true });
      writeFileSync(join(folder, 'rego', name), text);
    }
    const named = entrypoints.flatMap((name) => ['-e', name]);
    const target = join(folder, 'bundle.tar.gz');
    const sources = [...framework, join(folder, 'rego')];
    execFileSync(opa!, ['build', '-t', 'wasm', ...named, '-o', target, ...sources], { stdio: 'pipe' });
    return readFileSync(target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const exampleRego = readFileSync(join(exampleFolder, 'rego/containers-lie-in-approved-regions.rego'), 'utf8');
export const approvedRegions = readFileSync(join(exampleFolder, 'rego/example/data.json'), 'utf8');

/** The example with this Rego in place of its own, described as the example is. */
export function withRego(rego: string, described: Uint8Array = paper(() => {})): Uint8Array {
  const made = compiled({ 'control.rego': rego, 'example/data.json': approvedRegions });
  return changed({ 'cloison.json': described }, made);
}
