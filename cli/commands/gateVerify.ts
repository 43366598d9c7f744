/** `cloison gate verify`: right before an apply. Offline; may this very file be applied, here and now, by that decision? */
import { join } from 'node:path';
import { CloisonFault, instantOf } from '../../estate/index.ts';
import { openDecision } from '../../evidence/index.ts';
import { loadTrust } from '../compose/loadTrust.ts';
import type { Context, Run } from '../context.ts';
import type { Edge } from '../edge.ts';
import { evidenceBeside } from '../gate/bound/beside.ts';
import { checksOf, type Check, type ShownFile } from '../gate/bound/checks.ts';
import { digestOfFile } from '../gate/bound/digest.ts';
import { takingInto, type Taking } from '../gate/bound/taking.ts';
import { decisionFile, evidenceFolder } from '../gate/bound/layout.ts';
import { tellVerified, type VerifiedDecision } from '../gate/bound/tellVerified.ts';
import { commitIn } from '../gate/bound/commit.ts';
import { countedReach } from '../gate/bound/reach/telling.ts';
import { located } from '../gate/judge/fromRef.ts';
import { inputNames } from '../gate/input/inputNames.ts';
import { troubleOf } from '../outcome.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';

export interface VerifyOptions {
  readonly folder: string;
  readonly plans?: readonly string[];
  readonly trust: string;
  readonly artifact?: readonly string[];
  readonly environment?: string;
  readonly commit?: string;
  readonly failOnWaived?: boolean;
  readonly allowEmpty?: boolean;
  /** A new folder for the bytes that were verified. */
  readonly take?: string;
}

const maxDecisionBytes = 32 * 1024 * 1024;

async function shownAt(paths: readonly string[], edge: Edge, taking?: Taking): Promise<ShownFile[]> {
  const names = inputNames(paths);
  const shown: ShownFile[] = [];
  for (const [at, path] of paths.entries())
    shown.push({
      name: names[at]!,
      sha256: taking === undefined ? (await digestOfFile(path, edge)).sha256 : await taking.take(path, edge),
    });
  return shown;
}

/** Undefined where it is not there although evidence is: somebody took it away. */
async function decisionIn(folder: string, edge: Edge): Promise<Uint8Array | undefined> {
  const files = await edge.files();
  const isThere = (name: string) => files.kindOf(join(folder, name)) !== undefined;
  if (!isThere(decisionFile) && !isThere(evidenceFolder)) throw new UsageError('no-decision', folder);
  try {
    return files.read(join(folder, decisionFile), maxDecisionBytes).bytes;
  } catch (cause) {
    if (cause instanceof CloisonFault) return undefined;
    throw cause;
  }
}

/** Beside what is signed nothing may lie that a person would open and believe, and what a link leads to is exchanged at will. */
async function strays(folder: string, edge: Edge): Promise<Check[]> {
  return (await edge.files()).list(folder).flatMap(({ name, kind }): Check[] => {
    const isOurs = name === decisionFile || name === evidenceFolder;
    if (isOurs && kind !== 'link') return [];
    return [{ id: isOurs ? 'link' : 'stray', weight: 'integrity', values: { name } }];
  });
}

async function verified(
  options: VerifyOptions,
  { edge }: Context,
  taking: Taking | undefined,
): Promise<VerifiedDecision> {
  const { folder, environment, failOnWaived, allowEmpty } = options;
  const at = located(options.trust, edge, '--trust');
  const trust = await loadTrust(at.path, at.edge);
  const now = instantOf(edge.now());
  const commit = commitIn(options.commit);
  const bytes = await decisionIn(folder, edge);
  const artifacts = await shownAt(options.artifact ?? [], edge, taking);
  const inputs = await shownAt(options.plans ?? [], edge);
  const opened = bytes === undefined ? undefined : openDecision(bytes, trust);
  const decision = opened?.ok === true ? opened.statement.predicate : undefined;
  const own: Check[] = [];
  if (opened === undefined) own.push({ id: 'decision-missing', weight: 'integrity' });
  else if (!opened.ok && opened.verdict === 'UNVERIFIABLE')
    own.push({ id: opened.detail === 'later-version' ? opened.detail : 'unknown-key', weight: 'unverifiable' });
  else if (!opened.ok) own.push({ id: 'altered', weight: 'integrity', values: { detail: opened.detail } });
  else {
    const shown = { now, environment, commit, artifacts, inputs, failOnWaived, allowEmpty };
    own.push(...checksOf(opened.statement.predicate, shown));
  }
  const beside = await evidenceBeside(join(folder, evidenceFolder), decision, trust, now);
  const checks = [...own, ...beside.checks, ...(await strays(folder, edge))];
  const counted = checks.flatMap(({ weight }) => (weight === 'note' ? [] : [[weight, 1] as const]));
  const { code } = troubleOf(Object.fromEntries(counted));
  const reach = beside.reach && countedReach(beside.reach);
  const keyId = opened?.ok === true ? opened.keyId : undefined;
  // Nothing is said of what a decision holds that does not: its evidence may be whole, and another's.
  return { code, checks, items: beside.items, decision, keyId, reach: decision === undefined ? undefined : reach };
}

/** Never 0 for what was refused, undecided, watched only, partial, or bound to nothing that an apply executes. */
export const gateVerify: Run<VerifyOptions> = async (options, context) => {
  const { take, artifact = [] } = options;
  const taking = take === undefined ? undefined : await takingInto(take, artifact);
  const undone = async (cause: unknown): Promise<never> => {
    await taking?.undo();
    throw cause;
  };
  const found = await verified(options, context, taking).catch(undone);
  const { code: exitCode, ...told } = found;
  if (exitCode !== 0) await taking?.undo();
  const taken = exitCode === 0 ? taking?.paths : undefined;
  if (context.json) context.out.ready(visibleJson({ version: 'cloison/gate-verify/v1', exitCode, ...told, taken }, 2));
  else tellVerified(found, context);
  if (taken !== undefined && !context.json)
    context.out.line(context.say('gate.verify.taken', { count: taken.length, paths: taken.join(', ') }), 2);
  return exitCode;
};
