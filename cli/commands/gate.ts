/** `cloison gate`: may this change be deployed? Judges plans of any tool together, as one decision, and never by themselves. */
import { auditWords, type PlanReading } from '../../audit/index.ts';
import { policyWords } from '../../policies/index.ts';
import { runIdOf } from '../compose/runId.ts';
import type { Context, Run } from '../context.ts';
import type { Ahead } from '../gate/ground.ts';
import { following } from '../gate/judging/following.ts';
import { isFromGit } from '../gate/judge/fromRef.ts';
import { gateGround, type JudgeOptions } from '../gate/judging/judged.ts';
import { sealerOf } from '../gate/bound/sealer.ts';
import type { SealOptions } from '../gate/bound/wishes.ts';
import { tellSealed } from '../gate/bound/telling.ts';
import { closing } from '../gate/telling/closing.ts';
import { loadBaseline, writeBaseline } from '../gate/findings/baselineFiles.ts';
import { rendered, type GateFormat } from '../gate/rendering.ts';
import { refusedOnGithub } from '../gate/outputs/github.ts';
import type { SarifProfile } from '../gate/outputs/sarifParts.ts';
import { snapshotsFrom } from '../gate/input/snapshots.ts';
import { linesFrom } from '../gate/input/source.ts';
import { tellStrangers } from '../gate/judging/strangers.ts';
import { addSummary } from '../gate/telling/summary.ts';
import { gateReport } from '../gate/reportOf.ts';
import { gateWords } from '../gate/words.ts';
import { ProblemsFound } from '../problems.ts';
import { mayWrite, writeOut, type Target } from '../write.ts';

export interface GateOptions extends Omit<SealOptions, 'trust'>, JudgeOptions {
  readonly environment?: string;
  /** Whose stages count. */
  readonly team?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly format?: GateFormat;
  readonly sarifProfile?: SarifProfile;
  readonly failOnWaived?: boolean;
  readonly out?: string;
  readonly force?: boolean;
  /** Findings as they come, also where no terminal is. */
  readonly follow?: boolean;
  /** Folder of the configuration that Terraform's plans were made of, or their binary form, which holds it. */
  readonly source?: string;
}

/** A report or a baseline takes the place of the one before it, and of nothing that this run reads. */
async function checkTargets(options: GateOptions, { edge }: Context): Promise<void> {
  const { out, writeBaseline: kept, estate, force, seal: sealed } = options;
  const bundles = (options.policies ?? []).map((each) => each.replace(/@sha256:[0-9a-f]{64}$/, ''));
  const read = [
    options.change,
    ...(options.revision ?? []),
    ...(options.inputs ?? []),
    options.collection,
    options.trust,
    options.key,
    ...(options.artifact ?? []),
    ...bundles,
  ];
  const inputs = read.filter((each) => each !== undefined && !isFromGit(each));
  const target: Omit<Target, 'replaces'> = { inputs, ...(isFromGit(estate) ? {} : { estate }), sealed, force };
  if (out !== undefined) await mayWrite(out, { ...target, replaces: 'gate' }, edge);
  if (kept !== undefined) await mayWrite(kept, { ...target, replaces: 'baseline' }, edge);
}

const formatOf = ({ format }: GateOptions, { json }: Context): GateFormat => format ?? (json ? 'json' : 'terminal');

/** Whoever reads the file or the pipe finds there that nothing was judged, and not the report of the run before. */
async function refused(error: unknown, options: GateOptions, context: Context): Promise<never> {
  const { say, out, edge, json } = context;
  const format = formatOf(options, context);
  if (error instanceof ProblemsFound && format === 'github') out.ready(refusedOnGithub(error.problems, say));
  const [{ refusalOf }, { renderRefused }] = await Promise.all([
    import('../gate/telling/refusal.ts'),
    import('../gate/outputs/refused.ts'),
  ]);
  const refusal = refusalOf(error, options.environment, say);
  const text = renderRefused(refusal, format, say);
  // What stopped the run is what is told, also where the disk refuses this file too.
  if (text !== undefined && options.out !== undefined) await writeOut(edge, options.out, [text]).catch(() => undefined);
  else if (text !== undefined && !json) out.ready(text);
  if (format === 'github') await addSummary(renderRefused(refusal, 'markdown', say)!, edge).catch(() => undefined);
  throw error;
}

export const gate: Run<GateOptions> = async (options, given) => {
  const context: Context = { ...given, say: given.speak(gateWords, policyWords, auditWords) };
  await checkTargets(options, context);
  return decided(options, context).catch((error: unknown) => refused(error, options, context));
};

const decided: Run<GateOptions> = async (options, context) => {
  const { edge, out, json, language, colour } = context;
  const began = edge.clock();
  const sealer = await sealerOf(options, context);
  const baseline = await loadBaseline(options.baseline, edge);
  const format = formatOf(options, context);
  // Of a collection `source` means something else.
  const { source: named, ...judging } = options;
  const { snapshots, source, checkSource } = await snapshotsFrom(
    { ...options, source: named },
    sealer?.artifacts,
    edge,
  );
  const linesOf = await linesFrom({ source, inputs: options.inputs }, context);
  const withLines = async (reading: PlanReading) => {
    checkSource(reading);
    return linesOf(reading);
  };
  const known = new Set(baseline?.entries.map(({ fingerprint }) => fingerprint));
  const wishes = { isAsked: options.follow === true, began, known };
  const follow = (ahead: Ahead) => following(wishes, context, ahead);
  const names = baseline?.entries.map(({ subject }) => subject) ?? [];
  const ground = await gateGround(judging, context, { follow, withLines, names, snapshots });
  tellStrangers(ground, options, context);
  // An interrupt that came when everything was judged cut nothing off.
  const partial = ground.reading.shorts.some(({ code }) => code === 'interrupted');
  const report = gateReport(ground, { ...options, baseline, partial, id: runIdOf(ground.times.now, edge) });
  const sealed = await sealer?.seal(ground, report);
  const how = {
    language,
    width: options.out === undefined ? edge.stdout.width : undefined,
    colour: options.out === undefined && colour,
    profile: options.sarifProfile ?? 'github',
    token: Buffer.from(edge.random(16)).toString('hex'),
    words: ground.bundles.map(({ words }) => words),
  };
  const text = rendered(report, format, how);
  if (options.out === undefined) out.ready(text);
  else await writeOut(edge, options.out, [text]);
  if (format === 'github') await addSummary(rendered(report, 'markdown', how), edge);
  const written = await writeBaseline(options.writeBaseline, report, edge);
  const isForPeople = (format === 'terminal' || options.out !== undefined) && !json;
  if (isForPeople) closing(report, options, written, context);
  if (isForPeople && sealed !== undefined) tellSealed(sealed, options, context);
  return report.outcome.code;
};
