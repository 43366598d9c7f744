/** What a reach diff was made of, sealed beside the estate, so that it can be derived again. */
import { canonicalText, parseJsonStrict, type Estate } from '../../../../estate/index.ts';
import type { BundleFolder, NamedBytes } from '../../../../evidence/index.ts';
import { payloadNames, sealedEstate } from '../../../compose/payload.ts';
import type { Relocation } from '../../../reach/relocated.ts';
import type { GateGround } from '../../ground.ts';

const version = 'cloison/reach/v1';
const names = { reach: 'reach.json', change: 'estate.change.json' } as const;
const mostBytes = 128 * 1024 * 1024;

interface Told {
  readonly version: typeof version;
  readonly relocations: readonly Relocation[];
  /** The change came with an estate of its own: it lies beside. */
  readonly change: boolean;
  /** Accounts and rights that were collected counted too, and those are not sealed: without them nothing is derived. */
  readonly collected: boolean;
}

interface SealedPremises extends Omit<Told, 'version' | 'change'> {
  readonly base: SealedEstate;
  readonly head: SealedEstate;
}

export interface SealedEstate {
  readonly estate: Estate;
  readonly digest: string;
}

/** None where there was nothing to compare. */
export function premiseFiles({
  reach,
  change,
  collection,
}: Pick<GateGround, 'reach' | 'change' | 'collection'>): NamedBytes[] {
  if (reach === undefined) return [];
  const told: Told = {
    version,
    relocations: reach.relocations,
    change: change !== undefined,
    collected: collection !== undefined,
  };
  return [
    { name: names.reach, bytes: Buffer.from(`${canonicalText(told)}\n`) },
    ...(change === undefined ? [] : [{ name: names.change, bytes: Buffer.from(sealedEstate(change.head)) }]),
  ];
}

async function documentIn(folder: BundleFolder, name: string): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of folder.read(`data/payload/${name}`)) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return parseJsonStrict(Buffer.concat(chunks));
}

/** Of evidence that holds. Undefined where any of it is withheld, or of another version. */
export async function sealedPremises(folder: BundleFolder): Promise<SealedPremises | undefined> {
  try {
    const { version: spoken, relocations, change, collected } = (await documentIn(folder, names.reach)) as Told;
    if (spoken !== version) return undefined;
    const base = (await documentIn(folder, payloadNames.estate)) as SealedEstate;
    const head = change ? ((await documentIn(folder, names.change)) as SealedEstate) : base;
    return { base, head, relocations, collected };
  } catch {
    return undefined;
  }
}
