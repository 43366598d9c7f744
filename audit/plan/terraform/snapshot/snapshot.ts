/** How the expressions of a plan are put together, by the configuration that its binary form holds and its apply evaluates. */
import { joined } from '../addresses.ts';
import { blocksIn } from '../written/blocks.ts';
import { bodyOf, type Body } from '../written/body.ts';
import { writesNothing, type ConfiguredFile } from '../written/written.ts';
import { packedIn, type Packed } from './archive.ts';

export interface Snapshot {
  /** When the plan was made, as its JSON says it; undefined where it does not say: then it is of no JSON. */
  readonly madeAt: string | undefined;
  /** `module.a.data.aws_region.now`, without keys: everything that it writes. */
  readonly addresses: ReadonlySet<string>;
  /** Undefined where it is written more than once (an override file), or not legibly. */
  readonly bodyOf: (configured: string) => Body | undefined;
}

/** False where a file cannot be read, or writes in JSON: then it may write anything. */
function addBlocks(module: string, files: readonly ConfiguredFile[], bodies: Map<string, string | undefined>): boolean {
  for (const { name, text } of files) {
    if (name.endsWith('.json')) {
      if (!writesNothing(text)) return false;
      continue;
    }
    const blocks = blocksIn(text);
    if (blocks === undefined) return false;
    for (const { kind, labels, body } of blocks) {
      if ((kind !== 'resource' && kind !== 'data') || labels.length !== 2) continue;
      const address = joined(module, kind === 'data' ? 'data' : '', ...labels);
      bodies.set(address, bodies.has(address) ? undefined : body);
    }
  }
  return true;
}

/** `snapshot` undefined where the configuration is not legible whole. */
export interface BinaryPlan extends Pick<Snapshot, 'madeAt'> {
  readonly snapshot: Snapshot | undefined;
}

function snapshotOf(packed: Packed): Snapshot | undefined {
  const bodies = new Map<string, string | undefined>();
  for (const [module, files] of packed.modules) if (!addBlocks(module, files, bodies)) return undefined;
  return {
    madeAt: packed.madeAt,
    addresses: new Set(bodies.keys()),
    bodyOf: (configured) => {
      const body = bodies.get(configured);
      return body === undefined ? undefined : bodyOf(body);
    },
  };
}

/** Undefined for what is no binary plan of Terraform that can be unpacked. */
export async function binaryPlanIn(bytes: Uint8Array): Promise<BinaryPlan | undefined> {
  const packed = await packedIn(bytes);
  return packed && { madeAt: packed.madeAt, snapshot: snapshotOf(packed) };
}

export const snapshotIn = async (bytes: Uint8Array): Promise<Snapshot | undefined> =>
  (await binaryPlanIn(bytes))?.snapshot;
