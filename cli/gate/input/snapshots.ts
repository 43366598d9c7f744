/**
 * Binary plans of Terraform, for what a plan's JSON hides: how its expressions are put together. A folder is no source for
 * that: nothing binds it to the plan, and an apply does not read it. What an apply evaluates lies in its binary plan.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { binaryPlanIn, type BinaryPlan, type PlanReading, type Snapshot } from '../../../audit/index.ts';
import type { Edge } from '../../edge.ts';
import { UsageError } from '../../usage.ts';
import { isTerraformPlan, type Artifact } from '../bound/artifact.ts';

interface Asked {
  /** A folder, or a binary plan. */
  readonly source?: string | undefined;
  readonly artifact?: readonly string[] | undefined;
}
interface Found {
  readonly snapshots: readonly Snapshot[];
  /** The folder, where one was named. */
  readonly source?: string | undefined;
  /** Throws a `UsageError` where a binary plan that was named is of none of the inputs. */
  readonly checkSource: (reading: PlanReading) => void;
}

/** Packed; a larger one is read by nobody here, and what it writes stays unknown. */
const mostBytes = 256 * 1024 * 1024;

interface Opened {
  readonly bytes: Uint8Array;
  readonly plan: BinaryPlan | undefined;
}

/** Undefined for what is none, by its beginning and by what is packed in it: whatever order it was packed in, an apply takes it. */
async function openedAt(path: string): Promise<Opened | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size > mostBytes) return undefined;
  const bytes = await readFile(path).catch(() => undefined);
  const plan = bytes && (await binaryPlanIn(bytes));
  return bytes !== undefined && (plan !== undefined || isTerraformPlan(bytes)) ? { bytes, plan } : undefined;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Named {
  readonly path: string;
  readonly flag: '--source' | '--artifact';
  /** Undefined where it does not say when it was made. */
  readonly madeAt: string | undefined;
}

/**
 * Another run of the same folder says the same of its addresses, and may compute what this one cites; an apply of it
 * does what nobody judged. Versions that write no moment into either cannot be told apart: what is sealed is named by digest.
 */
function isOf({ flag, madeAt }: Named, { moments = [], inputs }: PlanReading): boolean {
  if (madeAt !== undefined && moments.includes(madeAt)) return true;
  if (flag === '--source') return false;
  const isAsked = inputs.some(({ kind }) => kind === 'terraform-plan');
  return !isAsked || (madeAt === undefined && moments.length === 0);
}

const checkFor =
  (all: readonly Named[]): Found['checkSource'] =>
  (reading) => {
    // What was cut may have said the moment behind the cut: it is told as partial, and nothing was believed.
    if (reading.shorts.some(({ code }) => code === 'interrupted')) return;
    for (const each of all)
      if (!isOf(each, reading))
        throw new UsageError(each.flag === '--source' ? 'other-source' : 'other-artifact', each.path, [], each.flag);
  };

/**
 * `sealed`: what a decision will name as executed, in the order of `artifact`; another file's expressions are not what that apply evaluates.
 * Throws a `UsageError` for a file that is no binary plan, or is not among those.
 */
export async function snapshotsFrom(
  { source, artifact = [] }: Asked,
  sealed: readonly Artifact[] | undefined,
  edge: Edge,
): Promise<Found> {
  const kind = source === undefined ? undefined : (await edge.files()).kindOf(source);
  const isFile = kind === 'file';
  const snapshots: Snapshot[] = [];
  const named: Named[] = [];
  const isSealed = ({ bytes }: Opened) => sealed?.some(({ sha256 }) => sha256 === digestOf(bytes)) ?? true;
  for (const [at, path] of artifact.entries()) {
    const opened = await openedAt(path);
    const isTerraform = opened !== undefined || sealed?.[at]?.kind === 'terraform';
    // Written anew since it was digested, it is another one.
    const plan = opened !== undefined && isSealed(opened) ? opened.plan : undefined;
    if (isTerraform) named.push({ path, flag: '--artifact', madeAt: plan?.madeAt });
    if (plan?.snapshot !== undefined) snapshots.push(plan.snapshot);
  }
  if (isFile) {
    const opened = await openedAt(source!);
    if (opened === undefined) throw new UsageError('no-source', source!, [], '--source');
    if (!isSealed(opened)) throw new UsageError('together', '--artifact', [], '--source');
    const { snapshot } = opened.plan ?? {};
    if (snapshot === undefined) throw new UsageError('no-source', source!, [], '--source');
    snapshots.push(snapshot);
    named.push({ path: source!, flag: '--source', madeAt: snapshot.madeAt });
  }
  return { snapshots, ...(isFile ? {} : { source }), checkSource: checkFor(named) };
}
