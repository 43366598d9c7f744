/** Seals a decision: the evidence of the run, then the statement that binds it to what an apply executes; whole or not at all. */
import { basename, dirname, join, resolve } from 'node:path';
import { CloisonFault, fault, languages } from '../../../estate/index.ts';
import {
  personalDataLinter,
  realDisk,
  sealBundle,
  signDecision,
  type DecisionPredicate,
  type NamedBytes,
  type SealDisk,
} from '../../../evidence/index.ts';
import { lintingBundles } from '../../compose/lintBundles.ts';
import { machineAddresses, payloadOf } from '../../compose/payload.ts';
import { sealHead } from '../../compose/sealHead.ts';
import type { Edge } from '../../edge.ts';
import { UsageError } from '../../usage.ts';
import type { GateGround } from '../ground.ts';
import { rendered } from '../rendering.ts';
import type { GateReport } from '../report.ts';
import { decisionOf, type Deciding } from './decision.ts';
import { decisionFile, evidenceFolder } from './layout.ts';
import { citable, coverageOf, planEvents, sealedCode } from './events.ts';
import { premiseFiles } from './reach/premises.ts';
import { seemly } from './seemly.ts';
import { validUntil } from './until.ts';
import type { Sealing } from './wishes.ts';

type Leave = Pick<Deciding, 'observe' | 'allowEmpty' | 'lane'>;

export interface SealedDecision {
  readonly folder: string;
  readonly predicate: Omit<DecisionPredicate, 'signer'>;
}

function reportsOf(report: GateReport, { bundles }: GateGround): NamedBytes[] {
  const how = { width: undefined, colour: false, profile: 'full', token: '', words: bundles.map(({ words }) => words) };
  const as = (format: 'json' | 'markdown', language: (typeof languages)[number]) =>
    new TextEncoder().encode(rendered(report, format, { ...how, profile: 'full', language }));
  return [
    { name: 'report.json', bytes: as('json', 'en') },
    ...languages.map((language) => ({ name: `report.${language}.md`, bytes: as('markdown', language) })),
  ];
}

function sealEvidence(ground: GateGround, report: GateReport, target: string, { key }: Sealing, edge: Edge) {
  const { loaded, bundles, times } = ground;
  const coverage = coverageOf(ground);
  const allowed = { allow: machineAddresses(loaded.estate) };
  const { files, roles } = payloadOf(loaded, citable(ground), { bundles });
  return sealBundle({
    target,
    ...sealHead(report.run, times, edge),
    sourcesExpected: coverage.length,
    events: planEvents(ground, coverage),
    payload: [...files, ...premiseFiles(ground)],
    roles,
    reports: reportsOf(seemly(report, allowed), ground),
    code: (tally) => sealedCode(report, tally),
    key,
    lintBytes: lintingBundles(bundles, personalDataLinter(allowed)),
  });
}

/** A container named like a person is for whoever names it to mend: it is in the questions, and those are sealed as they are. */
function named(cause: unknown): unknown {
  const isOurs = cause instanceof CloisonFault && cause.code === 'personal-data-in-output';
  return isOurs ? new UsageError('personal-name', String(cause.values['kind'])) : cause;
}

async function writeNew(disk: SealDisk, path: string, text: string): Promise<void> {
  const sink = await disk.create(path);
  await sink.write(Buffer.from(text));
  await sink.finish();
}

/** Throws a `UsageError` where no environment is known, `target-unwritable`, and what `sealBundle` throws. */
export async function sealDecision(
  ground: GateGround,
  report: GateReport,
  sealing: Sealing,
  leave: Leave,
  edge: Edge,
): Promise<SealedDecision> {
  const { environment, now } = report.run;
  if (environment === undefined || environment === '') throw new UsageError('no-environment', '');
  const target = resolve(sealing.target);
  const aside = join(dirname(target), `.${basename(target)}.deciding`);
  const unwritable = (cause: unknown) => fault('target-unwritable', {}, { subject: sealing.target, cause });
  // mkdir is atomic: a second run into the same folder stops here.
  await realDisk.makeFolder(aside).catch((cause: unknown) => Promise.reject(unwritable(cause)));
  try {
    const sealed = await sealEvidence(ground, report, join(aside, evidenceFolder), sealing, edge);
    const until = validUntil({
      now,
      hours: sealing.hours,
      waivers: report.waivers.filter(({ applied }) => applied).map((waiver) => waiver.until),
      freezes: ground.loaded.estate.freezes,
      lane: leave.lane,
      stages: ground.loaded.estate.stages ?? [],
      starting: ground.sealed?.starting ?? [],
    });
    const deciding = { ...leave, environment, commit: sealing.commit, artifacts: sealing.artifacts };
    const predicate = decisionOf(report, { ...deciding, validUntil: until }, sealed);
    await writeNew(realDisk, join(aside, decisionFile), signDecision(predicate, sealing.key));
    await realDisk.syncFolder(aside);
    await realDisk.publish(aside, target);
    return { folder: sealing.target, predicate };
  } catch (cause) {
    await realDisk.discard(aside).catch(() => undefined);
    throw (cause as NodeJS.ErrnoException).syscall === undefined ? named(cause) : unwritable(cause);
  }
}
