/** The signed revision that a run is asked to be of: number and digests of estate, facts and policy, or the run ends. */
import { departures, fault, parseEnvelope, verifyRevision, type Trust } from '../../estate/index.ts';
import { documentAt } from '../documentAt.ts';
import type { Edge } from '../edge.ts';
import type { RevisionUsed } from '../report/report.ts';
import { UsageError } from '../usage.ts';
import type { LoadedEstate } from './loadEstate.ts';
import type { Bench } from './premises.ts';

const maxRevisionBytes = 64 * 1024;

export interface InUse {
  readonly loaded: LoadedEstate;
  readonly bench: Bench;
  readonly trust: Trust;
  /** When the owner's key must count. */
  readonly now: string;
}

/**
 * Undefined where none was named: the run is then of an estate that nobody sealed. Throws `signature-invalid` for a paper
 * that no owner of the trust document signed, `revision-departs` for one that sealed something else.
 */
export async function loadRevision(
  path: string | undefined,
  { loaded, bench, trust, now }: InUse,
  edge: Edge,
): Promise<RevisionUsed | undefined> {
  if (path === undefined) return undefined;
  // Without a trust document nobody's signature counts, and that is a call that was not finished rather than a forgery.
  if (trust.keys.length === 0) throw new UsageError('together', '--trust', [], '--revision');
  const { bytes } = (await edge.files()).read(path, maxRevisionBytes);
  const envelope = documentAt(path, () => parseEnvelope(bytes));
  const verified = verifyRevision(envelope, trust, now);
  if (!verified.ok) throw fault('signature-invalid', { detail: verified.reason }, { subject: path });
  const { revision, digest, keyId } = verified;
  const { number, sealedAt } = revision;
  const inUse = { estate: loaded.digest, facts: bench.facts.digest, policies: bench.engine.digest };
  const [what] = departures(revision, inUse);
  if (what !== undefined) throw fault('revision-departs', { number, what }, { subject: path });
  return { number, digest, sealedAt, signer: keyId };
}
