/** Signed revisions that a run of the gate was handed, and what they say of the estate that judges and of the one that comes. Pure. */
import {
  startingOn,
  type Day,
  type Revision,
  type RevisionVerification,
  type Starting,
} from '../../../estate/index.ts';
import type { ChangeSignature } from '../../../policies/index.ts';

export interface Seals {
  readonly all: readonly RevisionVerification[];
  /** Digest of the estate that judges. */
  readonly base: string;
  /** Whether anybody's signature counts at all. */
  readonly isTrusting: boolean;
}

type Sealed = Extract<RevisionVerification, { readonly ok: true }>;

const sealedIn = ({ all }: Seals): Sealed[] => all.filter((each): each is Sealed => each.ok);

/** The revision of the estate that judges, signed by its owner; the latest where there are several. */
export function sealOfBase(seals: Seals): Sealed | undefined {
  return sealedIn(seals)
    .filter(({ revision }) => revision.estate === seals.base)
    .toSorted((one, other) => other.revision.number - one.revision.number)[0];
}

/** Controls that the revision in force names for the first time. They count for the policies that it seals, and for no others. */
export interface StartingControls {
  readonly starting?: readonly Starting[];
  /** It seals other policies than those that judge: nobody signed what is new in these, so everything blocks. */
  readonly isOfOthers?: true;
}

export function startingBy({ controls, policies }: Revision, judging: string, day: Day): StartingControls {
  const all = startingOn(controls, day);
  if (all.length === 0) return {};
  return policies === judging ? { starting: all } : { isOfOthers: true };
}

/**
 * How the owner's signature stands of what `isOf` recognises. The number must be above that of the revision in force: what
 * the owner signed once, and tightened since, is signed no more.
 */
export function signatureOf(seals: Seals, isOf: (revision: Revision) => boolean): ChangeSignature {
  const isOfBase = ({ revision }: Sealed) => revision.estate === seals.base && !isOf(revision);
  const own = seals.all.filter((each) => !each.ok || !isOfBase(each));
  if (own.length === 0) return 'missing';
  if (!seals.isTrusting) return 'untrusted';
  const sealed = own.filter((each): each is Sealed => each.ok);
  const fitting = sealed.filter(({ revision }) => isOf(revision));
  if (fitting.length === 0) return sealed.length > 0 ? 'another' : 'invalid';
  const inForce = Math.max(
    0,
    ...sealedIn(seals)
      .filter(isOfBase)
      .map(({ revision }) => revision.number),
  );
  return fitting.some(({ revision }) => revision.number > inForce) ? 'valid' : 'older';
}
