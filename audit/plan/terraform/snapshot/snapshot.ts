/** How the expressions of a plan are put together, by the configuration that its binary form holds and its apply evaluates. */
import { joined } from '../addresses.ts';
import { bodyOf, type Body, type Expression } from '../written/body.ts';
import { packedIn, type Packed } from './archive.ts';
import { blocksOf, type Blocks } from './blocks.ts';

export interface Snapshot {
  /** When the plan was made, as its JSON says it; undefined where it does not say: then it is of no JSON. */
  readonly madeAt: string | undefined;
  /** `module.a.data.aws_region.now`, without keys: everything that it writes. */
  readonly addresses: ReadonlySet<string>;
  /** Undefined where it is written more than once (an override file), or not legibly. */
  readonly bodyOf: (configured: string) => Body | undefined;
  /** The block that calls a module, by its path without keys. */
  readonly callOf: (module: string) => Body | undefined;
  /** Of a module, by its path without keys. */
  readonly localOf: (module: string, name: string) => Expression | undefined;
  readonly outputOf: (module: string, name: string) => Expression | undefined;
  readonly variableOf: (module: string, name: string) => Body | undefined;
  /** Kinds of provisioners that `removed` blocks write, by the address that they take out. */
  readonly removed: Blocks['removed'];
}

/** `snapshot` undefined where the configuration is not legible whole. */
export interface BinaryPlan extends Pick<Snapshot, 'madeAt'> {
  readonly snapshot: Snapshot | undefined;
}

function snapshotOf({ modules, madeAt }: Packed): Snapshot | undefined {
  const blocks = blocksOf(modules);
  if (blocks === undefined) return undefined;
  const { written, calls, outputs, variables, locals, removed } = blocks;
  let last: { readonly text: string; readonly body: Body | undefined } | undefined;
  // Instances of one block come one after the other.
  const bodyIn = (all: ReadonlyMap<string, string | undefined>, key: string): Body | undefined => {
    const text = all.get(key);
    if (text !== undefined && last?.text !== text) last = { text, body: bodyOf(text) };
    return text === undefined ? undefined : last?.body;
  };
  return {
    madeAt,
    addresses: new Set(written.keys()),
    bodyOf: (configured) => bodyIn(written, configured),
    callOf: (module) => bodyIn(calls, module),
    localOf: (module, name) => locals.get(joined(module, name)),
    outputOf: (module, name) => bodyIn(outputs, joined(module, name))?.attributes.get('value'),
    variableOf: (module, name) => bodyIn(variables, joined(module, name)),
    removed,
  };
}

/** Undefined for what is no binary plan of Terraform that can be unpacked. */
export async function binaryPlanIn(bytes: Uint8Array): Promise<BinaryPlan | undefined> {
  const packed = await packedIn(bytes);
  return packed && { madeAt: packed.madeAt, snapshot: snapshotOf(packed) };
}

export const snapshotIn = async (bytes: Uint8Array): Promise<Snapshot | undefined> =>
  (await binaryPlanIn(bytes))?.snapshot;
