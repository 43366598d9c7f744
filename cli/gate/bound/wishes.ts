/** What `--seal` asks for, looked at before a byte of the change is read: a key or a file that cannot be used stops the run. */
import { fault, type SigningKey } from '../../../estate/index.ts';
import { realDisk } from '../../../evidence/index.ts';
import { keyIn, loadKey } from '../../compose/loadKey.ts';
import { loadTrust } from '../../compose/loadTrust.ts';
import type { Context } from '../../context.ts';
import { UsageError } from '../../usage.ts';
import { located } from '../judge/fromRef.ts';
import { artifactsAt, type Artifact } from './artifact.ts';
import { commitIn } from './commit.ts';

export interface SealOptions {
  readonly seal?: string;
  readonly key?: string;
  readonly artifact?: readonly string[];
  readonly commit?: string;
  /** Hours. */
  readonly valid?: string;
  readonly trust?: string;
  readonly observe?: boolean;
  readonly allowEmpty?: boolean;
  readonly lane?: string;
}

export interface Sealing {
  readonly target: string;
  readonly key: SigningKey;
  readonly artifacts: readonly Artifact[];
  readonly commit: string | undefined;
  readonly hours: number;
}

const usualHours = 24;
/** A decision older than a month says nothing of the estate of today. */
const mostHours = 31 * 24;

function hoursIn(text: string | undefined): number {
  if (text === undefined) return usualHours;
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new UsageError('number', text, [], '--valid');
  if (Number(text) > mostHours) throw new UsageError('wrong-value', text, [`1–${mostHours}`], '--valid');
  return Number(text);
}

async function keyFor({ key, trust }: SealOptions, { edge, err, say }: Context): Promise<SigningKey> {
  const loaded = await loadKey(key, 'tool', edge);
  if (trust === undefined) return loaded;
  const at = located(trust, edge, '--trust');
  const listed = keyIn(await loadTrust(at.path, at.edge), loaded);
  if (listed === undefined) err.line({ text: say('audit.key-unlisted', { key: loaded.id }), style: 'dim' });
  return listed ?? loaded;
}

/** `seal`: the folder. Throws `UsageError`, `target-not-empty`, and the faults of keys and files. */
export async function sealingAsked(seal: string, options: SealOptions, context: Context): Promise<Sealing> {
  const { artifact = [], commit, valid } = options;
  const wanted = { target: seal, commit: commitIn(commit), hours: hoursIn(valid) };
  const there = await realDisk.list(seal).catch((cause: unknown) => {
    throw fault('target-unwritable', {}, { subject: seal, cause });
  });
  if (there !== undefined && there.length > 0) throw fault('target-not-empty', {}, { subject: seal });
  const key = await keyFor(options, context);
  return { ...wanted, key, artifacts: await artifactsAt(artifact, context.edge) };
}
