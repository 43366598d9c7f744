/**
 * The seal: a run goes in as a stream of events, a closed folder comes out whole or not at all. Memory does not grow
 * with the run. Clock, secret, keys and disk are handed in: the same input makes the same bytes.
 */
import { fault, isInstant } from '../../estate/index.ts';
import { originOf } from '../log/checkpoint.ts';
import type { HeadlineCode, Tally } from '../log/tally.ts';
import { codeAgrees, codeOf } from '../log/tally.ts';
import { realDisk } from './disk.ts';
import { finishBundle } from './finish.ts';
import { mayBeWithheld } from './layout.ts';
import { recordRun } from './recordRun.ts';
import type { NamedBytes, Recorded, Sealed, SealRequest } from './request.ts';
import { Staging } from './staging.ts';

function checkRequest(request: SealRequest): void {
  const times = [request.startedAt, request.asOf, request.now];
  if (!times.every(isInstant)) throw fault('usage', { detail: 'instant' });
  if (request.startedAt > request.now) throw fault('usage', { detail: 'clock' });
  if (request.key.role !== 'tool') throw fault('key-unusable', { detail: 'role' }, { subject: request.key.id });
  checkNames('payload', request.payload);
}

export function checkNames(folder: 'payload' | 'report', files: readonly NamedBytes[]): void {
  const seen = new Set<string>();
  for (const { name } of files) {
    const twice = seen.has(name.toLowerCase());
    if (twice || !mayBeWithheld(`data/${folder}/${name}`)) throw fault('usage', { detail: 'file-name', path: folder });
    seen.add(name.toLowerCase());
  }
}

function headlineOf({ code }: SealRequest, tally: Tally): HeadlineCode {
  const told = (typeof code === 'function' ? code(tally) : code) ?? codeOf(tally);
  if (!codeAgrees(told, tally)) throw fault('internal', { detail: 'headline' });
  return told;
}

async function writeAll(request: SealRequest, staging: Staging): Promise<Sealed> {
  const origin = originOf(request.organisation, request.runId);
  for (const { name, bytes } of request.payload) await staging.put(`data/payload/${name}`, bytes);
  const recorded: Recorded = await recordRun(request, staging, headlineOf);
  const sealed: Sealed = { ...recorded, root: recorded.rootHash.toString('hex'), origin };
  const reports = typeof request.reports === 'function' ? await request.reports(sealed) : (request.reports ?? []);
  checkNames('report', reports);
  for (const { name, bytes } of reports) await staging.put(`data/report/${name}`, bytes);
  await finishBundle(request, staging, recorded, origin);
  return sealed;
}

/**
 * Writes aside, renames at the end. Throws `target-not-empty`, `target-unwritable` (errno or `locked`),
 * `personal-data-in-output` (path, kind, line), `bad-document` (a misshapen event), `usage`, `key-unusable`; then
 * nothing is left under the target's name.
 */
export async function sealBundle(request: SealRequest): Promise<Sealed & { readonly path: string }> {
  checkRequest(request);
  const staging = new Staging(request.target, request.disk ?? realDisk, request.lintBytes);
  await staging.open();
  try {
    const sealed = await writeAll(request, staging);
    return { ...sealed, path: await staging.publish() };
  } catch (cause) {
    await staging.discard();
    throw cause;
  }
}
