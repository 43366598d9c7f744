/**
 * Redaction: a copy of a bundle with names taken out. Disclosure lines are dropped, whole payload or report files are
 * listed as withheld, the manifests are written anew; no record and no signature is touched, so the copy still verifies.
 */
import { fault } from '../../estate/index.ts';
import { copyDisclosures, type Dropped } from './copyDisclosures.ts';
import { realDisk, type SealDisk } from './disk.ts';
import { writeManifests } from './finish.ts';
import type { BundleFolder } from './folder.ts';
import { isPlace, manifestFile, mayBeWithheld, tagManifestFile, withheldFile } from './layout.ts';
import { Names } from './names.ts';
import { Staging } from './staging.ts';
import { parseWithheld, withheldText } from './withheld.ts';

export interface Redaction {
  readonly target: string;
  readonly records: Dropped;
  /** Paths below `data/payload/` and `data/report/`. */
  readonly files: readonly string[];
  readonly disk?: SealDisk;
}

export interface Redacted {
  readonly path: string;
  readonly lines: number;
  readonly files: readonly string[];
  /** Files left in the copy that still name something whose disclosure was dropped: say it aloud, or withhold them too. */
  readonly stillNaming: readonly string[];
}

async function bytesOf(folder: BundleFolder, path: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of folder.read(path)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function filesOf(folder: BundleFolder): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path, kind } of folder.entries()) {
    if (kind === 'folder') continue;
    if (kind === 'other' || !isPlace(path)) throw fault('bad-document', { detail: 'bundle', path });
    paths.push(path);
  }
  return paths.sort();
}

async function withheldBefore(folder: BundleFolder, paths: readonly string[]): Promise<Map<string, string>> {
  if (!paths.includes(withheldFile)) return new Map();
  const parsed = parseWithheld(await bytesOf(folder, withheldFile));
  if (!parsed.ok) throw fault('bad-document', { detail: 'withheld', path: withheldFile });
  return new Map(parsed.value.files.map(({ path, sha256 }) => [path, sha256]));
}

async function copyAll(folder: BundleFolder, redaction: Redaction, staging: Staging): Promise<Omit<Redacted, 'path'>> {
  const paths = await filesOf(folder);
  const withheld = await withheldBefore(folder, paths);
  const names = new Names();
  const unknown = redaction.files.find((path) => !mayBeWithheld(path) || !paths.includes(path));
  if (unknown !== undefined) throw fault('usage', { detail: 'file-name', path: unknown });
  let lines = 0;
  for (const path of paths.filter((one) => one.startsWith('data/disclosures/'))) {
    lines += await copyDisclosures(folder, path, staging, redaction.records, names);
  }
  for (const path of paths) {
    if ([manifestFile, tagManifestFile, withheldFile].includes(path) || path.startsWith('data/disclosures/')) continue;
    if (redaction.files.includes(path)) withheld.set(path, await names.digestOf(folder.read(path)));
    else await staging.put(path, names.watch(path, folder.read(path)));
  }
  if (withheld.size > 0) await staging.put(withheldFile, withheldText(withheld));
  await writeManifests(staging);
  return { lines, files: [...redaction.files], stillNaming: names.found };
}

/** Verify the bundle first: a copy of a tampered bundle is a tampered copy. Refuses a non-empty target, like the seal. */
export async function redact(folder: BundleFolder, redaction: Redaction): Promise<Redacted> {
  const staging = new Staging(redaction.target, redaction.disk ?? realDisk, () => []);
  await staging.open();
  try {
    const copied = await copyAll(folder, redaction, staging);
    return { ...copied, path: await staging.publish() };
  } catch (cause) {
    await staging.discard();
    throw cause;
  }
}
