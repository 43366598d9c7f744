/** `cloison waiver sign`: the decision of the accountable person (owner key) or the opinion of the DPO (dpo key). */
import { dirname, join, relative } from 'node:path';
import { envelopeText, signWaiver, type Approval, type Opinion } from '../../estate/index.ts';
import { loadEstate } from '../compose/loadEstate.ts';
import { loadKey } from '../compose/loadKey.ts';
import type { Run } from '../context.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';
import { makeFolder, writeOut } from '../write.ts';

interface Options {
  readonly id: string;
  readonly estate: string;
  readonly key: string;
  readonly decision?: 'granted' | 'refused';
  readonly opinion?: Opinion;
  readonly out?: string;
}

function approvalOf({ decision, opinion }: Options): Approval {
  if (decision !== undefined && opinion === undefined) return { role: 'owner', decision };
  if (opinion !== undefined && decision === undefined) return { role: 'dpo', opinion };
  throw new UsageError('one-of', '', ['--decision', '--opinion']);
}

/** What `cloison waiver new` and the reports leave to be filled in. */
const isOpen = /^<[^]*>$/;

export const waiverSign: Run<Options> = async (options, { edge, say, out, json }) => {
  const approval = approvalOf(options);
  const { estate, folder } = await loadEstate(options.estate, edge);
  const waiver = estate.waivers.find(({ id }) => id === options.id);
  if (waiver === undefined)
    throw new UsageError(
      'unknown-id',
      options.id,
      estate.waivers.map(({ id }) => id),
    );
  if (isOpen.test(waiver.reason)) throw new UsageError('reason-open', waiver.reason, [], waiver.id);
  const key = await loadKey(options.key, approval.role, edge);
  const file = options.out ?? join(folder.folder, 'waivers', `${waiver.id}.${approval.role}.dsse.json`);
  await makeFolder(edge, dirname(file));
  await writeOut(edge, file, [envelopeText(signWaiver(waiver, approval, key))], { isNew: true });
  const path = relative(folder.folder, file);
  const isListed = waiver.signed?.includes(path) === true;
  if (json) {
    out.ready(visibleJson({ exitCode: 0, file, path, isListed, key: key.id, approval }, 2));
    return 0;
  }
  const what = approval.role === 'owner' ? 'decision' : 'opinion';
  out.line(say('waiver.signed', { what, id: waiver.id, file, key: key.id }));
  if (!isListed) out.line(say('waiver.list-it', { path }));
  return 0;
};
