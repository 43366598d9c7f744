/** A plan, what an apply executes, keys, and the two commands in this process. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProcess, type Ran } from '../../inProcess.ts';
import { folder, keysIn } from '../../support.ts';
import { estateAt, gate, now, planAt, preview, type Bucket, type GateWorld } from '../world.ts';

export const commit = 'a1'.repeat(20);
export const keys = await keysIn(folder());
export const estate = estateAt();

/** What Terraform writes with `plan -out`: a ZIP whose first entry is `tfplan`. Constructed; only its beginning is looked at. */
export function binaryPlan(content = 'one'): Buffer {
  const name = 'tfplan';
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04_03_4b_50, 0);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), Buffer.from(content)]);
}

export interface Change {
  readonly plan: string;
  readonly artifact: string;
}

export function changeOf(buckets: readonly Bucket[], content?: string): Change {
  return { plan: planAt(preview(buckets)), artifact: planAt(binaryPlan(content), 'plan.tfplan') };
}

export interface SealedAt {
  readonly ran: Ran;
  readonly folder: string;
}

export async function seal(words: readonly string[], world: GateWorld = {}): Promise<SealedAt> {
  const target = join(folder(), 'decision');
  const sealing = ['--seal', target, '--key', keys.paths['tool']!, '--trust', keys.trust, '--environment', 'prod'];
  // The options of the test come last, and win.
  const [plan, ...rest] = words;
  const ran = await gate([plan!, '--estate', estate, ...sealing, ...rest], world);
  return { ran, folder: target };
}

export const sealChange = ({ plan, artifact }: Change, ...words: readonly string[]): Promise<SealedAt> =>
  seal([plan, '--artifact', artifact, ...words]);

/** `at`: the clock of the verification; that of the seal unless told. */
export function verify(words: readonly string[], at: string = now, trust: string = keys.trust): Promise<Ran> {
  return inProcess(['gate', 'verify', ...words, '--trust', trust], { now: () => new Date(at), env: {}, sources: [] });
}

interface Told {
  readonly exitCode: number;
  readonly checks: readonly { readonly id: string; readonly weight: string }[];
}

/** The ids of what moves the code. */
export function weighing({ out }: Ran): string[] {
  const { checks } = JSON.parse(out) as Told;
  return checks.filter(({ weight }) => weight !== 'note').map(({ id }) => id);
}

/** Every file below a folder, by path. */
export function filesIn(root: string): Map<string, Buffer> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))] as const),
  );
}

export function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = bytes[at]! ^ 1;
  writeFileSync(path, bytes);
}
