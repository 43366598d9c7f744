/** Step 4: the checkpoint, a signed note over origin, size and root. */
import { dayOf, isInstant, publicKeyOf, withinDays, type Trust, type TrustedKey } from '../../estate/index.ts';
import { checkpointFile } from '../bundle/layout.ts';
import { parseCheckpoint, type Checkpoint } from '../log/checkpoint.ts';
import { checkNote, parseNote, type Note, type NoteKey } from '../log/note.ts';
import type { BundleFiles } from './files.ts';
import type { Report } from './report.ts';

const path = checkpointFile;

/** Every key of the trust document, under the name of this log: a log signs with its origin as name. */
function noteKeys(trust: Trust, origin: string): NoteKey[] {
  return trust.keys.flatMap((key) => {
    const publicKey = publicKeyOf(key);
    return publicKey === undefined ? [] : [{ id: key.id, name: origin, publicKey }];
  });
}

function counts(key: TrustedKey | undefined, at: string): boolean {
  if (key === undefined || key.role !== 'tool' || key.state === 'compromised') return false;
  if (key.state === 'retired' && key.until === undefined) return false;
  return withinDays(dayOf(at), key.from, key.until);
}

function read(bytes: Uint8Array): { note: Note; checkpoint: Checkpoint } | undefined {
  try {
    const note = parseNote(bytes);
    return { note, checkpoint: parseCheckpoint(note.text) };
  } catch {
    return undefined;
  }
}

/** `at`: when the run says it was sealed; the key must have counted then. Undefined where no statement says it, which is an item already. */
export async function checkCheckpoint(
  files: BundleFiles,
  trust: Trust,
  at: string | undefined,
  report: Report,
): Promise<Checkpoint | undefined> {
  const bytes = await files.whole(path);
  const found = bytes && read(bytes);
  if (found === undefined) {
    if (bytes === undefined) report.add('MISSING', 'file-missing', { path });
    else report.add('INVALID', 'checkpoint', { path });
    return undefined;
  }
  const checked = checkNote(found.note, noteKeys(trust, found.checkpoint.origin));
  if (!checked.ok) {
    const unknown = checked.reason === 'unknown-key';
    report.add(unknown ? 'UNVERIFIABLE' : 'INVALID', unknown ? 'checkpoint-unknown-key' : 'checkpoint-signature', {
      path,
    });
    return found.checkpoint;
  }
  const good = checked.keyIds.filter((id) => {
    const key = trust.keys.find((one) => one.id === id);
    return at === undefined || (isInstant(at) && counts(key, at));
  });
  if (good.length === 0) report.add('INVALID', 'checkpoint-key', { path, values: { key: checked.keyIds.join(', ') } });
  else report.note('note-signed', { what: 'checkpoint', key: good.join(', ') });
  if (checked.unknown > 0) report.note('note-cosignatures', { count: checked.unknown });
  return found.checkpoint;
}
