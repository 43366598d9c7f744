/** A signed decision held against what an apply is about to do: what it refuses, what it leaves open, what must be said. Pure. */
import type { DecisionPredicate } from '../../../evidence/index.ts';
import type { Counts } from '../../outcome.ts';

/** Sentences `bound.check.<id>`. `weight`: as what it moves the exit code; a note moves nothing. */
export interface Check {
  readonly id: string;
  readonly weight: keyof Pick<Counts, 'integrity' | 'unverifiable' | 'deviations' | 'unknowns' | 'stale'> | 'note';
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface ShownFile {
  readonly name: string;
  /** 64 hex. */
  readonly sha256: string;
}

/** What whoever deploys says and shows. */
export interface Shown {
  /** Instant of the verification. */
  readonly now: string;
  readonly environment?: string | undefined;
  readonly commit?: string | undefined;
  readonly artifacts: readonly ShownFile[];
  readonly inputs: readonly ShownFile[];
  readonly failOnWaived?: boolean | undefined;
  readonly allowEmpty?: boolean | undefined;
}

/** Clocks differ; a decision further in the future than this was not made yet. Milliseconds. */
const skew = 5 * 60_000;

function* times({ decidedAt, validUntil }: DecisionPredicate, { now }: Shown): Generator<Check> {
  if (Date.parse(now) < Date.parse(decidedAt) - skew) yield { id: 'future', weight: 'stale', values: { decidedAt } };
  if (now > validUntil) yield { id: 'expired', weight: 'stale', values: { validUntil } };
}

/** What nobody asked is not passed: one manifest may be for two environments. */
function* aims({ environment, commit }: DecisionPredicate, shown: Shown): Generator<Check> {
  if (shown.environment === undefined) yield { id: 'environment-unasked', weight: 'unknowns', values: { environment } };
  else if (shown.environment !== environment)
    yield { id: 'environment-other', weight: 'deviations', values: { environment, asked: shown.environment } };
  if (shown.commit === undefined) {
    if (commit !== undefined) yield { id: 'commit-unasked', weight: 'note', values: { commit } };
  } else if (commit === undefined) yield { id: 'commit-unbound', weight: 'unknowns', values: { asked: shown.commit } };
  else if (commit !== shown.commit)
    yield { id: 'commit-other', weight: 'deviations', values: { commit, asked: shown.commit } };
}

type Signed = readonly { readonly digest: { readonly sha256: string } }[];

const strangers = (shown: readonly ShownFile[], signed: Signed): ShownFile[] => {
  const known = new Set(signed.map(({ digest }) => digest.sha256));
  return shown.filter(({ sha256 }) => !known.has(sha256));
};

function* files({ bound, artifacts, inputs }: DecisionPredicate, shown: Shown): Generator<Check> {
  if (bound === 'inputs-only') yield { id: 'not-bound', weight: 'unknowns' };
  else if (shown.artifacts.length === 0) yield { id: 'artifact-unshown', weight: 'unknowns' };
  if (bound === 'artifact')
    for (const { name, sha256 } of strangers(shown.artifacts, artifacts))
      yield { id: 'artifact-other', weight: 'deviations', values: { name, sha256 } };
  for (const { name, sha256 } of strangers(shown.inputs, inputs))
    yield { id: 'input-other', weight: 'deviations', values: { name, sha256 } };
  for (const { name } of artifacts.filter(({ judged }) => !judged))
    yield { id: 'artifact-unjudged', weight: 'note', values: { name } };
}

/** The code that counts: watching only lets a preview go on, never an apply. */
function* content({ outcome, partial, shorts, resources, leave }: DecisionPredicate, shown: Shown): Generator<Check> {
  const { code, wouldBe, deviations, unknowns, gaps, waived, frozen = 0, known = 0, staged = 0 } = outcome;
  const { unsigned = 0 } = outcome;
  const real = wouldBe ?? code;
  if (wouldBe !== undefined) yield { id: 'observed', weight: 'note', values: { code: wouldBe } };
  if (real === 1) yield { id: 'refused', weight: 'deviations', values: { deviations, frozen, unsigned } };
  if (real === 3) yield { id: 'undecided', weight: 'unknowns', values: { unknowns, gaps } };
  if (partial) yield { id: 'partial', weight: 'unknowns' };
  if (shorts.length > 0) yield { id: 'shorts', weight: 'unknowns', values: { codes: shorts.join(', ') } };
  if (resources.total === 0) yield { id: 'empty', weight: shown.allowEmpty === true ? 'note' : 'unknowns' };
  if (waived > 0)
    yield { id: 'waived', weight: shown.failOnWaived === true ? 'deviations' : 'note', values: { waived } };
  if (staged > 0) yield { id: 'staged', weight: 'note', values: { staged } };
  if (leave.baseline !== undefined)
    yield { id: 'baseline', weight: 'note', values: { known, digest: `sha256:${leave.baseline.digest.sha256}` } };
  if (leave.lane !== undefined) yield { id: 'lane', weight: 'note', values: { lane: leave.lane } };
}

/** In the order in which a person would ask. */
export function checksOf(decision: DecisionPredicate, shown: Shown): Check[] {
  return [...files(decision, shown), ...aims(decision, shown), ...times(decision, shown), ...content(decision, shown)];
}
