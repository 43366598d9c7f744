/** Reads the change of the estate itself: its estate, its trust document, and the revisions that its owner may have signed. */
import { relative, resolve } from 'node:path';
import {
  CloisonFault,
  dayOf,
  digestOf,
  estateDigest,
  parseEnvelope,
  verifyRevision,
  type Day,
  type Instant,
  type RevisionVerification,
  type Trust,
} from '../../../estate/index.ts';
import { committedPin, type ChangeSignature } from '../../../policies/index.ts';
import { loadEstate, type LoadedEstate } from '../../compose/loadEstate.ts';
import { loadTrust } from '../../compose/loadTrust.ts';
import type { Edge } from '../../edge.ts';
import { UsageError } from '../../usage.ts';
import { isFromGit, located, rootOf, type Located } from '../judge/fromRef.ts';
import { realGit } from '../judge/git.ts';
import { sealOfBase, signatureOf, startingBy, type Seals, type StartingControls } from './seals.ts';

export interface ChangeOptions {
  /** The estate of the change under test: judged, and never a judge. */
  readonly change?: string;
  readonly revision?: readonly string[];
}

/** What judges, already read. `at`, `trustAt`: where estate and trust came from. */
export interface Judge {
  readonly loaded: LoadedEstate;
  readonly at: Located;
  readonly trust: Trust;
  readonly trustAt: Located | undefined;
  readonly now: Instant;
}

export interface LoadedChange {
  /** As the user named it. */
  readonly path: string;
  readonly head: LoadedEstate;
  readonly signature: ChangeSignature;
  /** Where the trust document that counts comes from a ref, and the change has one at its place. */
  readonly trust?: { readonly base: Trust; readonly head: Trust; readonly signature: ChangeSignature };
}

export interface SealOfBase extends StartingControls {
  readonly number: number;
  readonly digest: string;
  readonly signer: string;
}

const maxRevisionBytes = 64 * 1024;

async function revisionAt(from: Located, { trust, now }: Judge): Promise<RevisionVerification> {
  const { bytes } = (await from.edge.files()).read(from.path, maxRevisionBytes);
  return verifyRevision(parseEnvelope(bytes), trust, now);
}

/** The option takes every word that follows it, so that what is no revision may be a plan that came after. */
const naming = (word: string) => (cause: unknown) => {
  if (!(cause instanceof CloisonFault) || !['bad-document', 'bad-json'].includes(cause.code)) throw cause;
  throw new UsageError('no-revision', word, [], '--revision');
};

/** The same file as the ref has it: the number in force, which a revision of the change must be above. */
async function twinOf(word: string, { at }: Judge, edge: Edge): Promise<Located | undefined> {
  const root = at.ref === undefined || isFromGit(word) ? undefined : rootOf(edge.git ?? realGit);
  if (root === undefined) return undefined;
  const path = relative(root, resolve(word));
  return (await at.edge.files()).kindOf(path) === 'file' ? { ...at, path } : undefined;
}

async function sealsOf(words: readonly string[], judge: Judge, edge: Edge): Promise<Seals> {
  const all: RevisionVerification[] = [];
  for (const word of words) {
    all.push(await revisionAt(located(word, edge, '--revision'), judge).catch(naming(word)));
    const twin = await twinOf(word, judge, edge);
    if (twin !== undefined) all.push(await revisionAt(twin, judge));
  }
  return { all, base: judge.loaded.digest, isTrusting: judge.trust.keys.length > 0 };
}

/** A trust document lies outside the estate; one that the change brings to the place of the ref's is part of the change. */
async function trustOf(judge: Judge, seals: Seals, edge: Edge): Promise<LoadedChange['trust']> {
  const root = judge.trustAt?.ref === undefined ? undefined : rootOf(edge.git ?? realGit);
  if (root === undefined) return undefined;
  const path = resolve(root, judge.trustAt!.path);
  if ((await edge.files()).kindOf(path) !== 'file') return undefined;
  const head = await loadTrust(path, edge);
  const digest = digestOf(head);
  return { base: judge.trust, head, signature: signatureOf(seals, ({ trust }) => trust === digest) };
}

function sealedBy({ revision, digest, keyId }: NonNullable<ReturnType<typeof sealOfBase>>, day: Day): SealOfBase {
  return { number: revision.number, digest, signer: keyId, ...startingBy(revision, committedPin, day) };
}

/** Throws `ProblemsFound` for an estate or a trust document of the change that does not read: it is refused like any input. */
export async function loadChange(
  { change, revision = [] }: ChangeOptions,
  judge: Judge,
  edge: Edge,
): Promise<{ readonly change?: LoadedChange; readonly sealed?: SealOfBase }> {
  const seals = await sealsOf(revision, judge, edge);
  const base = sealOfBase(seals);
  const sealed = base === undefined ? {} : { sealed: sealedBy(base, dayOf(judge.now)) };
  if (change === undefined) return sealed;
  const from = located(change, edge, '--change');
  const head = await loadEstate(from.path, from.edge);
  const digest = estateDigest(head.estate);
  const trust = await trustOf(judge, seals, edge);
  const signature = signatureOf(seals, ({ estate }) => estate === digest);
  return { ...sealed, change: { path: change, head, signature, ...(trust === undefined ? {} : { trust }) } };
}
