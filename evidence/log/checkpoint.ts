/** Checkpoints, C2SP tlog-checkpoint v1.0.0: origin, size, base64 root. Ours carry no extension line. */
import { encodeSegment, fault } from '../../estate/index.ts';

export interface Checkpoint {
  readonly origin: string;
  /** Records in the log. */
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
}

export const runIdShape = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** `cloison/<organisation, percent-encoded>/<run id>`: names the one log that a run has. */
export function originOf(organisation: string, runId: string): string {
  if (organisation === '' || !runIdShape.test(runId)) throw fault('usage', { detail: 'run-id' });
  return `cloison/${encodeSegment(organisation)}/${runId}`;
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Reads the text of a note, or throws `bad-document` (detail `checkpoint`) for any spelling but the one above. */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root] = text.split('\n');
  const read = { origin: origin ?? '', size: Number(size), root: Buffer.from(root ?? '', 'base64') };
  const plain = read.origin !== '' && Number.isSafeInteger(read.size) && read.root.length === 32;
  if (!plain || checkpointText(read) !== text) throw fault('bad-document', { detail: 'checkpoint' });
  return read;
}

/** Two checkpoints of one log with one size and two roots prove that its keeper told two stories: keep both. */
export function isEquivocation(one: Checkpoint, other: Checkpoint): boolean {
  return one.origin === other.origin && one.size === other.size && !one.root.equals(other.root);
}
