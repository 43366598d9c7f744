/**
 * Redaction: a copy of a bundle with names taken out. Disclosure lines are dropped, whole payload or report files are
 * listed as withheld, the manifests are written anew; no record and no signature is touched, so the copy still verifies.
 */
import { parseRecordLine } from '../verify/parseRecord.ts';
import { linesOf, type Line } from '../verify/lines.ts';
import { maxRecordBytes, type LogRecord } from '../log/record.ts';
import { fault } from '../../estate/index.ts';
import { realDisk, type SealDisk } from './disk.ts';
import { writeManifests } from './finish.ts';
import type { BundleFolder } from './folder.ts';
import { isPlace, manifestFile, mayBeWithheld, tagManifestFile, withheldFile } from './layout.ts';
import { Names } from './names.ts';
import { Staging } from './staging.ts';
import { parseWithheld, withheldText } from './withheld.ts';

export interface Redaction {
  readonly target: string;
  /** Which records lose their disclosure: a whole line, for a question names its subject. */
  readonly records: 'all' | 'none' | ((record: LogRecord) => boolean);
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

const maxDisclosure = 2 ** 20;

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

/** Numbers of the records of one segment whose disclosure is to be dropped. */
async function droppedOf(
  folder: BundleFolder,
  path: string,
  { records }: Redaction,
): Promise<(seq: number) => boolean> {
  if (typeof records === 'string') return () => records === 'all';
  const dropped = new Set<number>();
  const segment = path.replace('data/disclosures/', 'data/records/');
  for await (const { bytes } of linesOf(folder.read(segment), {
    name: 'record',
    bytes: maxRecordBytes,
    path: segment,
  })) {
    const parsed = parseRecordLine(bytes);
    if (!parsed.ok) throw fault('bad-document', { detail: 'record', path: segment });
    if (records(parsed.value)) dropped.add(parsed.value.seq);
  }
  return (seq) => dropped.has(seq);
}

function seqOf({ bytes }: Line): number {
  return Number(/"seq":([0-9]+)\}$/.exec(bytes.subarray(-40).toString('utf8'))?.[1] ?? Number.NaN);
}

/** Copies what may stay of one file of disclosures; a file of which nothing stays is not written. */
async function copyDisclosures(
  folder: BundleFolder,
  path: string,
  staging: Staging,
  redaction: Redaction,
  names: Names,
): Promise<number> {
  const isDropped = await droppedOf(folder, path, redaction);
  let lines = 0;
  let file: Awaited<ReturnType<Staging['file']>> | undefined;
  for await (const line of linesOf(folder.read(path), { name: 'disclosure', bytes: maxDisclosure, path })) {
    const seq = seqOf(line);
    if (Number.isNaN(seq) || line.torn) throw fault('bad-document', { detail: 'disclosure', path });
    if (isDropped(seq)) {
      lines += 1;
      names.drop(line.bytes);
      continue;
    }
    file ??= await staging.file(path);
    await file.write(Buffer.concat([line.bytes, Buffer.from('\n')]));
  }
  await file?.finish();
  return lines;
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
    lines += await copyDisclosures(folder, path, staging, redaction, names);
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
