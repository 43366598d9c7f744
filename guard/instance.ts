/** One revision, ready to decide. A reload makes another one beside it; what is under way ends with the one it began with. */
import { randomUUID, createHmac } from 'node:crypto';
import { departures, estateDigest, fault, verifyRevision, type Instant, type Say } from '../estate/index.ts';
import type { Desk, Settings } from './adapter.ts';
import { benches } from './bench.ts';
import { deskOf } from './desk.ts';
import type { Ground } from './ground.ts';
import type { Commit } from './identify.ts';
import type { Identity, Row } from './log.ts';

export interface Instance {
  readonly identity: Identity;
  /** Of the signed revision; 0 when there is none. */
  readonly number: number;
  readonly desk: () => Desk;
}

/** Handed in by whoever runs the process. */
export interface Surroundings {
  readonly now: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly write: (row: Row) => void;
  readonly say: Say;
  readonly settings: Settings;
}

/** The key lives as long as the instance and is written nowhere: equal accounts look equal, none can be guessed later. */
export function committer(key: Uint8Array): Commit {
  return (...parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Throws `signature-invalid` for an envelope that no owner signed, or that seals another estate, facts or policy. */
function revisionOf(envelope: unknown, ground: Ground, at: Instant): { digest: string; number: number } {
  if (envelope === undefined) return { digest: 'unsealed', number: 0 };
  const verified = verifyRevision(envelope, ground.trust, at);
  if (!verified.ok) throw fault('signature-invalid', { detail: verified.reason });
  const { estate, facts, engine } = ground;
  const inUse = { estate: estateDigest(estate), facts: facts.digest, policies: engine.digest };
  const [other] = departures(verified.revision, inUse);
  if (other !== undefined) throw fault('signature-invalid', { detail: other });
  return { digest: verified.digest, number: verified.revision.number };
}

/** `envelope`: the parsed revision, or undefined for an estate that nobody sealed. */
export function instanceOf(ground: Ground, envelope: unknown, around: Surroundings): Instance {
  const { now, random, write, say, settings } = around;
  const revision = revisionOf(envelope, ground, now().toISOString());
  const identity: Identity = { module: ground.engine.digest, revision: revision.digest };
  const benchAt = benches(ground);
  const office = { settings, say, commit: committer(random(32)), identity, now, newId: randomUUID, write };
  // Once now: what cannot be judged at all must stop the start, not the first request.
  benchAt(now().toISOString());
  return { identity, number: revision.number, desk: () => deskOf(benchAt(now().toISOString()), office) };
}
