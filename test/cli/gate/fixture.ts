/** Reports made by hand, so that outputs are tested over everything a report may hold, readers and policies apart. */
import type { PlanRow } from '../../../audit/index.ts';
import { fingerprintOf } from '../../../cli/gate/findings/fingerprint.ts';
import type { GateFinding, GateReport } from '../../../cli/gate/report.ts';
import { outcomeOf } from '../../../cli/outcome.ts';
import type { Finding } from '../../../estate/index.ts';
import { catalogueOf, committedEngine } from '../../../policies/index.ts';

export const catalogue = catalogueOf(committedEngine());

export function findingOf(changes: Partial<GateFinding> = {}): GateFinding {
  const { force, references, severity } = catalogue.find(
    ({ id }) => id === (changes.control ?? 'residency/personal-data-stays-in-the-eea'),
  )!;
  const finding: Finding = {
    control: 'residency/personal-data-stays-in-the-eea',
    subject: 'store://oss-public/fan-photos',
    verdict: 'deny',
    reasons: [{ code: 'outside', values: { country: 'SG' } }],
    because: [],
    severity,
    force,
    references,
    dataset: 'results',
    zone: 'public',
    ...changes,
  };
  return {
    resource: { input: 'plan.json', address: 'aws_s3_bucket.fan', type: 'aws_s3_bucket' },
    position: { file: 'infra/main.tf', line: 12, column: 3 },
    known: false,
    waivable: true,
    ...finding,
    fingerprint: changes.fingerprint ?? fingerprintOf(finding),
    ...changes,
  };
}

export const unknownOf = (changes: Partial<GateFinding> = {}): GateFinding =>
  findingOf({
    control: 'residency/region-is-known',
    verdict: 'unknown',
    reasons: [{ code: 'not-reported', values: {} }],
    makeKnown: { where: 'program', rows: ['provider "aws" {', '  region = "<region>"', '}'] },
    ...changes,
  });

export function rowOf(changes: Partial<PlanRow> = {}): PlanRow {
  return {
    input: 'plan.json',
    address: 'aws_s3_bucket.fan',
    type: 'aws_s3_bucket',
    operation: 'create',
    outcome: 'judged',
    subject: 'store://oss-public/fan-photos',
    ...changes,
  };
}

/** The counts and the outcome follow from what is given; nothing is counted by hand. */
export function reportOf(changes: Partial<GateReport> = {}): GateReport {
  const { rows = [rowOf()], findings = [], shorts = [] } = changes;
  const of = (outcome: PlanRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const open = findings.filter(({ waiver, known }) => waiver === undefined && !known);
  const deviations = open.filter(({ verdict }) => verdict === 'deny').length;
  const known = findings.filter((each) => each.known).length;
  return {
    run: {
      id: '20260601T100000000Z-0000000000000000',
      tool: 'cloison 0.1.0',
      organisation: 'Exercise',
      now: '2026-06-01T10:00:00.000Z',
      environment: 'prod',
      inputs: [
        { name: 'plan.json', kind: 'terraform-plan', resources: rows.length, digest: `sha256:${'a'.repeat(64)}` },
      ],
      skipped: [],
      estate: { path: 'estate.yaml', digest: `sha256:${'b'.repeat(64)}` },
      facts: `sha256:${'c'.repeat(64)}`,
      module: `sha256:${'d'.repeat(64)}`,
      policies: [],
      collectedAt: undefined,
      stages: [],
    },
    outcome: outcomeOf({
      controls: 9,
      subjects: 1,
      containers: rows.length,
      deviations,
      unknowns: open.length - deviations,
      waived: findings.filter(({ waiver }) => waiver !== undefined).length,
      gaps: of('not-understood') + shorts.length,
      ...(known === 0 ? {} : { known }),
    }),
    partial: false,
    counts: {
      total: rows.length,
      judged: of('judged'),
      outOfScope: of('out-of-scope'),
      notUnderstood: of('not-understood'),
    },
    rows,
    findings,
    movements: [],
    reach: undefined,
    waivers: [],
    freezes: [],
    shorts,
    packs: [],
    baseline: undefined,
    estateSpot: { file: 'estate.yaml', line: 2, column: 1 },
    decisions: findings,
    answers: { allow: 0, deny: deviations, unknown: open.length - deviations, 'not-applicable': 0 },
    catalogue,
    countries: [{ code: 'SG', name: 'Singapore', standing: 'outside', adequacy: false }],
    ...changes,
  };
}
