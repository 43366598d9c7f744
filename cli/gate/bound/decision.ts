/** The report of a run as the decision that is signed. Pure. */
import type { DecisionPredicate, Sealed } from '../../../evidence/index.ts';
import type { RunOutcome } from '../../outcome.ts';
import { toolVersion } from '../../version.ts';
import type { GateReport } from '../report.ts';
import type { Artifact } from './artifact.ts';

export interface Deciding {
  readonly environment: string;
  readonly commit: string | undefined;
  readonly validUntil: string;
  readonly artifacts: readonly Artifact[];
  readonly observe?: boolean | undefined;
  readonly allowEmpty?: boolean | undefined;
  readonly lane?: string | undefined;
}

/** `sha256:…` without its name. */
const digestIn = (text: string) => ({ sha256: text.replace(/^sha256:/, '') });

/** Named one by one: what an outcome may count tomorrow is no part of a frozen document. */
function outcomeTold(outcome: RunOutcome): DecisionPredicate['outcome'] {
  const { code, wouldBe, headline, controls, subjects, deviations, unknowns, waived, gaps, known, frozen } = outcome;
  const { staged, unsigned } = outcome;
  return {
    code: code as DecisionPredicate['outcome']['code'],
    ...(wouldBe === undefined ? {} : { wouldBe: wouldBe as 1 | 3 }),
    headline,
    controls,
    subjects,
    deviations,
    unknowns,
    waived,
    gaps,
    ...(known === undefined ? {} : { known }),
    ...(frozen === undefined ? {} : { frozen }),
    ...(staged === undefined ? {} : { staged }),
    ...(unsigned === undefined ? {} : { unsigned }),
  };
}

export function decisionOf(
  { run, outcome, counts, partial, shorts, baseline }: GateReport,
  { environment, commit, artifacts, ...wishes }: Deciding,
  { origin, root, size }: Pick<Sealed, 'origin' | 'root' | 'size'>,
): Omit<DecisionPredicate, 'signer'> {
  const judged = new Set(run.inputs.map(({ digest }) => digest));
  const { ref, commit: estateCommit } = run.estate;
  const { change, team, sealed: revision } = run;
  return {
    tool: { name: 'cloison', version: toolVersion() },
    runId: run.id,
    decidedAt: run.now,
    validUntil: wishes.validUntil,
    environment,
    ...(commit === undefined ? {} : { commit }),
    bound: artifacts.length > 0 ? 'artifact' : 'inputs-only',
    inputs: run.inputs.map(({ name, digest, kind, stack, resources }) => ({
      name,
      digest: digestIn(digest),
      kind,
      ...(stack === undefined ? {} : { stack }),
      resources,
    })),
    artifacts: artifacts.map(({ name, sha256, kind }) => ({
      name,
      digest: { sha256 },
      kind,
      judged: judged.has(`sha256:${sha256}`),
    })),
    outcome: outcomeTold(outcome),
    resources: { ...counts },
    partial,
    shorts: [...new Set(shorts.map(({ code }) => code))].sort(),
    leave: {
      observe: wishes.observe === true,
      allowEmpty: wishes.allowEmpty === true,
      ...(wishes.lane === undefined ? {} : { lane: wishes.lane }),
      ...(team === undefined ? {} : { team }),
      ...(baseline === undefined ? {} : { baseline: { digest: digestIn(baseline.digest), entries: baseline.entries } }),
    },
    estate: {
      digest: digestIn(run.estate.digest),
      ...(ref === undefined ? {} : { ref }),
      ...(estateCommit === undefined ? {} : { commit: estateCommit }),
      ...(revision === undefined ? {} : { revision: revision.number }),
    },
    ...(change === undefined ? {} : { change: digestIn(change.digest) }),
    facts: digestIn(run.facts),
    module: digestIn(run.module),
    policies: run.policies.map(({ name, digest }) => ({ name, digest: digestIn(digest) })),
    evidence: { origin, root, size },
  };
}
