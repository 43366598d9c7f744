/** What a sealed run carries so that a stranger can follow it: what was seen, promised, known of the law, and judged by. */
import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { collectionText } from '../../audit/index.ts';
import { canonicalText, type Collection, type Estate } from '../../estate/index.ts';
import type { NamedBytes, PayloadRoles } from '../../evidence/index.ts';
import { committedModule, committedRows } from '../../policies/index.ts';
import { joinsDigest } from './joins.ts';
import type { JudgedRun } from './judged.ts';
import type { LoadedEstate } from './loadEstate.ts';

export const payloadNames = {
  collection: 'collection.jsonl',
  estate: 'estate.json',
  facts: 'facts.json',
  module: 'policy.wasm',
} as const;

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Characters that are turned to bytes at once. */
const piece = 65_536;

function* collectionBytes({ header, observations, trailer }: Collection): Generator<Uint8Array> {
  let text = collectionText(header);
  for (const observation of observations) {
    text += collectionText(observation);
    if (text.length < piece) continue;
    yield encoded(text);
    text = '';
  }
  yield encoded(text + collectionText(trailer));
}

/** `sha256:<64 hex>` of the file that a sealed run carries: a report without evidence names what it was made of all the same. */
export function collectionDigest(collection: Collection): string {
  const hash = createHash('sha256');
  for (const bytes of collectionBytes(collection)) hash.update(bytes);
  return `sha256:${hash.digest('hex')}`;
}

async function* inTurns(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** Account names may be names of people: they stay at home. The digest is that of the whole estate. */
export function sealedEstate({ estate, digest }: Pick<LoadedEstate, 'estate' | 'digest'>): string {
  const identities = estate.identities.map((identity) => {
    const { name: _, ...rest } = identity;
    return rest;
  });
  return `${canonicalText({ digest, estate: { ...estate, identities } })}\n`;
}

export function factsText(): string {
  return `${canonicalText(committedRows)}\n`;
}

/** A bundle lies there under its own digest, byte for byte as it was pinned or signed. */
export const bundleName = (digest: string): string => `bundle-${digest.slice('sha256:'.length)}`;

export function payloadOf(
  loaded: LoadedEstate,
  collection: Collection,
  { bundles = [], revision }: Pick<JudgedRun, 'bundles' | 'revision'> = {},
): { files: NamedBytes[]; roles: PayloadRoles } {
  const own = bundles.map(({ digest, bytes }) => ({ name: bundleName(digest), bytes }));
  return {
    files: [
      { name: payloadNames.collection, bytes: inTurns(collectionBytes(collection)) },
      { name: payloadNames.estate, bytes: encoded(sealedEstate(loaded)) },
      { name: payloadNames.facts, bytes: encoded(factsText()) },
      { name: payloadNames.module, bytes: committedModule() },
      ...own,
    ],
    roles: {
      policies: [payloadNames.module, ...own.map(({ name }) => name)],
      facts: payloadNames.facts,
      estate: { name: payloadNames.estate, ...(revision === undefined ? {} : { revision: revision.number }) },
      collection: payloadNames.collection,
      joins: joinsDigest(),
    },
  };
}

/** Addresses of places are addresses of machines of the organisation, not of people. */
export function machineAddresses(estate: Estate): string[] {
  const addresses = Object.values(estate.zones)
    .flatMap((zone) => Object.values(zone.places ?? {}))
    .flatMap((place) => [place.s3, place.postgresql, place.identityPlane?.endpoint]);
  return addresses.flatMap((address) => {
    const host =
      address === undefined || !URL.canParse(address) ? '' : new URL(address).hostname.replace(/^\[|\]$/g, '');
    return isIP(host) === 0 ? [] : [host];
  });
}
