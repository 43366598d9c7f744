/** Introduces the sources to the classifier and the estate's identities, and runs them. */
import { createHmac } from 'node:crypto';
import {
  collect,
  sources as allSources,
  type CollectionLine,
  type Fingerprint,
  type Mask,
  type Scope,
  type WhoIs,
} from '../../audit/index.ts';
import { classify, recognizers, redactName } from '../../classifiers/index.ts';
import { dayOf, instantOf, operatorOf, type Estate, type Identity } from '../../estate/index.ts';
import type { Context } from '../context.ts';
import { toolVersion } from '../version.ts';
import { watched } from './progress.ts';

/** Bytes after decompression and milliseconds that one object may cost. */
const perObject = { bytes: 64 * 1024 * 1024, ms: 10_000 };

/** The key lives as long as the run and is written nowhere. */
export function fingerprintOf(key: Uint8Array): Fingerprint {
  return () => {
    const print = createHmac('sha256', key);
    return { update: (bytes) => void print.update(bytes), digest: () => print.digest('base64url') };
  };
}

/** One name has one mask during a run: numbers count the masked names in the order they were met. */
export function maskOf(): Mask {
  const masked = new Map<string, string>();
  return (name) => {
    const known = masked.get(name);
    if (known !== undefined) return known;
    const told = redactName(name, masked.size + 1, recognizers);
    if (told !== name) masked.set(name, told);
    return told;
  };
}

export interface Promised {
  readonly estate: Estate;
  readonly digest: string;
}

/** `promised` left out: nothing was promised, and nobody is known. */
export async function* linesOf(
  scopes: readonly Scope[],
  promised: Promised | undefined,
  context: Context,
): AsyncGenerator<CollectionLine> {
  const { edge } = context;
  const now = instantOf(edge.now());
  const whoIs: WhoIs = (place, kind, name) =>
    promised && operatorOf(promised.estate, place, kind as Identity['kind'], name, dayOf(now))?.id;
  const lines = collect(scopes, edge.sources ?? allSources, {
    tool: `cloison ${toolVersion()}`,
    estate: promised?.digest ?? 'none',
    now,
    signal: edge.signal,
    ...(edge.transport === undefined ? {} : { transport: edge.transport }),
    whoIs,
    mask: maskOf(),
    fingerprint: fingerprintOf(edge.random(32)),
    classify: (bytes, { extension, signal }) =>
      classify(bytes, { extension, signal, budget: perObject, clock: edge.clock }),
  });
  yield* watched(lines, context);
}
