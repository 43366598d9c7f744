/**
 * Binary plans of Terraform, for what a plan's JSON hides: how its expressions are put together. A folder is no source for
 * that: nothing binds it to the plan, and an apply does not read it. What an apply evaluates lies in its binary plan.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { snapshotIn, type PlanReading, type Snapshot } from '../../../audit/index.ts';
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
  /** Throws a `UsageError` where the binary plan that was named is of none of the inputs. */
  readonly checkSource: (reading: PlanReading) => void;
}

/** Packed; a larger one is read by nobody here, and what it writes stays unknown. */
const mostBytes = 256 * 1024 * 1024;

async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size > mostBytes) return undefined;
  const bytes = await readFile(path).catch(() => undefined);
  return bytes !== undefined && isTerraformPlan(bytes) ? bytes : undefined;
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Another run of the same folder says the same of its addresses, and may compute what this one cites. */
function checkFor(named: string, { madeAt }: Snapshot): Found['checkSource'] {
  return ({ moments = [], shorts }) => {
    // What was cut may have said the moment behind the cut: it is told as partial, and nothing was believed.
    if (shorts.some(({ code }) => code === 'interrupted')) return;
    if (madeAt === undefined || !moments.includes(madeAt)) throw new UsageError('other-source', named, [], '--source');
  };
}

/**
 * `sealed`: what a decision will name as executed; another file's expressions are not what that apply evaluates.
 * Throws a `UsageError` for a file that is no binary plan, or is not among those.
 */
export async function snapshotsFrom(
  { source, artifact = [] }: Asked,
  sealed: readonly Artifact[] | undefined,
  edge: Edge,
): Promise<Found> {
  const kind = source === undefined ? undefined : (await edge.files()).kindOf(source);
  const named = kind === 'file' ? source : undefined;
  const all: Uint8Array[] = [];
  for (const path of [...artifact, ...(named === undefined ? [] : [named])]) {
    const bytes = await bytesOf(path);
    // Written anew since it was digested, it is another one.
    const isSealed = bytes !== undefined && (sealed?.some(({ sha256 }) => sha256 === digestOf(bytes)) ?? true);
    if (path === named && bytes === undefined) throw new UsageError('no-source', path, [], '--source');
    if (path === named && !isSealed) throw new UsageError('together', '--artifact', [], '--source');
    if (bytes !== undefined && isSealed) all.push(bytes);
  }
  const read = await Promise.all(all.map(snapshotIn));
  const snapshots = read.filter((each) => each !== undefined);
  if (named === undefined) return { snapshots, source, checkSource: () => {} };
  const own = read.at(-1);
  if (own === undefined) throw new UsageError('no-source', named, [], '--source');
  return { snapshots, checkSource: checkFor(named, own) };
}
